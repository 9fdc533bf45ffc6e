public import DatasafeCore

// Place in these texts: {number} = number printed on the stick.
extension KeyChangeRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .closed:
            Text(
                de: "Schlüssel lassen sich nur ändern, während die Daten offen sind.",
                en: "Keys can only be changed while the data is open.")
        case .otherKey:
            Text(
                de: "Dazu muss ein anderer gültiger silberner Schlüssel stecken.",
                en: "Another valid silver key must be plugged in for this.")
        case .last:
            Text(
                de: "Das ist der einzige silberne Schlüssel, ohne ihn käme niemand mehr an die Daten.",
                en: "This is the only silver key, without it nobody could open the data any more.")
        case .noKey:
            Text(
                de: "Einen silbernen Schlüssel mit dieser Nummer gibt es nicht (mehr).",
                en: "There is no silver key with this number (any more).")
        case .underWay:
            Text(
                de: "An den Schlüsseln wird gerade schon etwas geändert.",
                en: "A change of the keys is under way already.")
        case .full:
            Text(
                de: "Es sind schon so viele silberne Schlüssel angemeldet, wie die Datasafe annimmt.",
                en: "As many silver keys are enrolled as the Datasafe takes.")
        case .notRead:
            Text(
                de: "Der neue Schlüssel wurde nicht abgezogen und wieder eingesteckt, er gilt nicht.",
                en: "The new key was not pulled and plugged in again, it is not valid.")
        case .header:
            Text(
                de: "Die Schlüsselverwaltung konnte nicht geändert werden, es gilt der bisherige Stand.",
                en: "The key directory could not be changed, everything is as before.")
        case .screenCode:
            Text(
                de: "Das ist nicht der Code, der auf dem Bildschirm der Datasafe steht.",
                en: "This is not the code on the screen of the Datasafe.")
        case .screenTries:
            Text(
                de: "Der Code wurde zu oft falsch eingegeben.",
                en: "The code was entered wrongly too often.")
        }
    }

    public var action: Text {
        switch self {
        case .closed:
            Text(de: "Zuerst den silbernen Schlüssel einstecken.", en: "Plug in the silver key first.")
        case .otherKey:
            Text(
                de: "Den silbernen Schlüssel einstecken, der behalten wird, und noch einmal beginnen.",
                en: "Plug in the silver key that is kept and begin again.")
        case .last:
            Text(
                de: "Zuerst einen neuen silbernen Schlüssel ausstellen.",
                en: "Issue a new silver key first.")
        case .noKey:
            Text(de: "Die Seite neu laden.", en: "Load the page again.")
        case .underWay:
            Text(
                de: "Warten, bis die laufende Änderung fertig ist.",
                en: "Wait until the present change has ended.")
        case .full:
            Text(
                de: "Zuerst einen Schlüssel sperren, der nicht mehr gebraucht wird.",
                en: "First revoke a key that is not needed any more.")
        case .notRead, .header:
            Text(
                de: "Noch einmal beginnen, wenn nötig mit einem anderen Stick.",
                en: "Begin again, with another stick if necessary.")
        case .screenCode:
            Text(
                de: "Die sechs Ziffern vom Bildschirm der Datasafe abschreiben.",
                en: "Copy the six digits from the screen of the Datasafe.")
        case .screenTries:
            Text(
                de: "Eine Minute warten und die sechs Ziffern neu abschreiben.",
                en: "Wait a minute and copy the six digits again.")
        }
    }
}
