public import DatasafeCore

extension SmartCounter {
    /// The name of the value, with its unit where it has one.
    public var name: Text {
        switch self {
        case .reallocated: Text(de: "Ersetzte Stellen", en: "Replaced places")
        case .pending: Text(de: "Unsichere Stellen", en: "Unreliable places")
        case .uncorrectable: Text(de: "Unlesbare Stellen", en: "Unreadable places")
        case .reported: Text(de: "Gemeldete Lesefehler", en: "Reported read errors")
        case .endToEnd: Text(de: "Fehler im eigenen Speicher", en: "Errors in its own memory")
        case .timeouts: Text(de: "Zeitüberschreitungen", en: "Time-outs")
        case .crc: Text(de: "Übertragungsfehler", en: "Transfer errors")
        case .criticalWarning: Text(de: "Kritische Warnung", en: "Critical warning")
        case .spare: Text(de: "Reserve in %", en: "Spare in %")
        case .spareThreshold: Text(de: "Grenze der Reserve in %", en: "Limit of the spare in %")
        case .mediaErrors: Text(de: "Speicherfehler", en: "Media errors")
        case .percentageUsed: Text(de: "Abnutzung in %", en: "Wear in %")
        case .uncorrectedErrors: Text(de: "Nicht behobene Fehler", en: "Uncorrected errors")
        case .grownDefects: Text(de: "Neue defekte Stellen", en: "New bad places")
        case .hours: Text(de: "Betriebsstunden", en: "Operating hours")
        case .failingAttribute: Text(de: "Grenzwert unterschritten", en: "Below its limit")
        case .failedAttribute: Text(de: "Grenzwert früher unterschritten", en: "Below its limit in the past")
        case .selfTestFailed: Text(de: "Letzter Selbsttest fehlgeschlagen", en: "Latest self-test failed")
        case .selfTestsFailedBefore: Text(de: "Frühere fehlgeschlagene Selbsttests", en: "Earlier failed self-tests")
        case .rotation: Text(de: "Umdrehungen je Minute", en: "Rotations per minute")
        case .ownWarnCelsius: Text(de: "Eigene Warngrenze in °C", en: "Own warning limit in °C")
        case .ownCritCelsius: Text(de: "Eigene kritische Grenze in °C", en: "Own critical limit in °C")
        }
    }
}

extension SmartReason {
    /// Which value of the disk was judged, what it is and the limit it reached:
    /// `Ersetzte Stellen (Attribut 5): 304, dringend ab 100`. Nil for a reason without a value.
    public var measured: Text? {
        guard let head = subject, let seen else { return nil }
        return Text(de: "\(head.de): \(seen.de)", en: "\(head.en): \(seen.en)")
    }

    /// Sentence and action with the disk's name and the value put in.
    public func advice(disk: String, isBackup: Bool = false) -> Advice {
        Advice(code: code.code, sentence: code.sentence, action: code.action(level, isBackup: isBackup))
            .filling(["disk": disk, "value": "\(value)"])
    }

    private var subject: Text? {
        switch code {
        case .failed: return Text(de: "Gesamturteil der Platte", en: "The disk’s own verdict")
        case .temperature: return Text(de: "Temperatur in °C", en: "Temperature in °C")
        case .wearForecast: return Text(de: "Tage bis 100 % Abnutzung", en: "Days until 100 % wear")
        case .attributeFailing, .attributeFailed:
            guard let name = SmartCounter.allCases.first(where: { $0.attribute == value })?.name else {
                return Text(de: "Attribut \(value)", en: "Attribute \(value)")
            }
            return Text(de: "Attribut \(value), \(name.de)", en: "Attribute \(value), \(name.en)")
        default: break
        }
        guard let name = counter?.name else { return nil }
        guard let attribute else { return name }
        return Text(de: "\(name.de) (Attribut \(attribute))", en: "\(name.en) (attribute \(attribute))")
    }

    private var seen: Text? {
        switch code {
        case .failed: return Text(de: "Ausfall", en: "failing")
        case .attributeFailing: return Text(de: "jetzt unter seinem Grenzwert", en: "below its limit now")
        case .attributeFailed: return Text(de: "früher unter seinem Grenzwert", en: "below its limit in the past")
        case .selfTestFailed: return Text(de: "ja", en: "yes")
        default: break
        }
        guard let limit else { return Text(de: "\(value)", en: "\(value)") }
        let word = level.word
        if let grownBy {
            return Text(
                de: "\(value), davon \(grownBy) neu, \(word.de) ab \(limit) neuen",
                en: "\(value), \(grownBy) of them new, \(word.en) from \(limit) new ones")
        }
        let isBelow = code == .nvmeSpare || code == .wearForecast
        return Text(
            de: "\(value), \(word.de) \(isBelow ? "unter" : "ab") \(limit)",
            en: "\(value), \(word.en) \(isBelow ? "below" : "from") \(limit)")
    }
}
