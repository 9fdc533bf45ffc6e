import ArgumentParser
import Proc

/// The vendor's hub: takes the beats of the boxes and shows the fleet. One file, one folder, no other set-up.
@main struct DatasafeHub: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasafe-hub", abstract: "The hub of a fleet of Datasafe boxes.", version: softwareVersion(),
        subcommands: [
            ServeVerb.self, VaultVerb.self, CodeVerb.self, GrantVerb.self, WindowVerb.self, ScrubVerb.self,
            InheritVerb.self, LoginVerb.self, ListVerb.self,
        ])
}
