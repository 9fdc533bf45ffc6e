/// Civil time in Europe/Berlin: UTC+1, and UTC+2 from the last Sunday of March, 01:00 UTC, to the last Sunday of
/// October, 01:00 UTC. Source: Directive 2000/84/EC, Zeitgesetz. Valid from 1996 on.
public enum BerlinTime {
    /// What a clock on the wall of the practice shows.
    public static func civil(_ instant: Instant) -> CivilTime {
        CivilTime(utcSeconds: instant.seconds + offset(at: instant.seconds))
    }

    /// Seconds that Berlin is ahead of UTC: 3600 or 7200.
    public static func offset(at utcSeconds: Int64) -> Int64 {
        let year = CivilTime(utcSeconds: utcSeconds).year
        let summer = lastSunday(month: 3, of: year)..<lastSunday(month: 10, of: year)
        return summer.contains(utcSeconds) ? 7200 : 3600
    }

    /// The moment at which Berlin shows `civil`. In the odd hour of March that does not exist the moment after the
    /// jump; in the double hour of October the first of the two.
    public static func instant(_ civil: CivilTime) -> Instant {
        let asUTC = civil.secondsSince1970
        for ahead in [Int64(7200), 3600] where offset(at: asUTC - ahead) == ahead {
            return Instant(seconds: asUTC - ahead)
        }
        return Instant(seconds: asUTC - 3600)
    }

    private static func lastSunday(month: Int, of year: Int) -> Int64 {
        let last = CivilTime(year: year, month: month, day: 31, hour: 1)
        return last.secondsSince1970 - Int64(last.weekday) * 86_400
    }
}
