import DatasafeTexts

/// The places of the navigation.
enum HubPlace: CaseIterable {
    case fleet, incidents, enrol

    var path: String {
        switch self {
        case .fleet: "/"
        case .incidents: "/incidents"
        case .enrol: "/enrol"
        }
    }

    var title: Text {
        switch self {
        case .fleet: .hubFleet
        case .incidents: .hubIncidents
        case .enrol: .hubEnrol
        }
    }
}
