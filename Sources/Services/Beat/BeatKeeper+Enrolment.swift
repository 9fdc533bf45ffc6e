import DatasafeCore
import Logging
import Seal
import Wire

extension BeatKeeper {
    /// Enrols this box. Throws `HubRefusal`.
    func enrol(hub: String, code typed: String) async throws -> String {
        let code = try EnrolmentCode(typed: typed)
        guard let address = try? WireAddress(hub) else { throw HubRefusal.address }
        let now = outsides.now()
        let sealed = try folder.loadOrMake { key throws(SealError) in try .device(key: key, now: now) }
        let line = try outsides.hub.line(
            to: address, identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate),
            trusts: { code.fits(fingerprint: Fingerprint(of: $0).bytes) })
        let ask = EnrolmentAsk(ticket: code.ticket, software: outsides.software).bytes
        let answer: Result<WireReply, WireError>
        do throws(WireError) {
            answer = .success(
                try await line.post("/v1/enrol", headers: [("Content-Type", "application/json")], body: ask))
        } catch {
            answer = .failure(error)
        }
        let key = line.peerKey
        await line.close()
        let device = try Self.device(answer)
        guard let key else { throw HubRefusal.strange }
        await self.line?.close()
        self.line = nil
        let enrolment = BeatBook.Enrolment(
            hub: address.description, device: device, pin: Fingerprint(of: key).hex)
        try await book.enrol(enrolment)
        begin(enrolment, sealed: sealed)
        log.notice("enrolled", metadata: ["hub": "\(address.place)", "device": "\(device)"])
        return device
    }

    private static func device(_ answer: Result<WireReply, WireError>) throws -> String {
        switch answer {
        case .failure(let error):
            switch error.code {
            case .untrusted: throw HubRefusal.wrongHub
            case .unreachable, .timeout, .closed: throw HubRefusal.unreachable
            case .address, .identity, .tooLarge, .broken, .listen: throw HubRefusal.strange
            }
        case .success(let reply):
            switch reply.status {
            case 200:
                guard let answer = EnrolmentReply(reply.body) else { throw HubRefusal.strange }
                return answer.device
            case 403: throw HubRefusal.codeUnknown
            case 429, 503: throw HubRefusal.busy
            default: throw HubRefusal.strange
            }
        }
    }
}
