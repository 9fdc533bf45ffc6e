/// How bad a state is, for lists that show the worst first. UNKNOWN stands between OK and WARN, "not applicable" with OK.
public enum BoxRank {
    /// 3 CRIT, 2 WARN, 1 UNKNOWN, 0 OK and not applicable.
    public static func rank(state: Int) -> Int {
        switch state {
        case 2: 3
        case 1: 2
        case 3: 1
        default: 0
        }
    }

    /// The rank of a box: the worst of its checks and its silence.
    public static func rank(states: some Sequence<Int>, silence: Silence) -> Int {
        max(states.map { rank(state: $0) }.max() ?? 0, silence == .none ? 0 : silence.rawValue + 1)
    }
}
