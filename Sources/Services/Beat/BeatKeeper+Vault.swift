import Seal
import Wire

extension BeatKeeper {
    /// Where the online backup goes: to the host of the hub this box is enrolled at, with the box's own key, and only to
    /// whom has the hub's. Nil while it is not enrolled.
    func vault(port: Int) -> WireTarget? {
        guard let enrolment, let sealed,
            let address = try? WireAddress(enrolment.hub).at(port: port),
            let identity = try? WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate)
        else { return nil }
        let pin = enrolment.pin
        return WireTarget(address: address, identity: identity, trusts: { Fingerprint(of: $0).hex == pin })
    }
}
