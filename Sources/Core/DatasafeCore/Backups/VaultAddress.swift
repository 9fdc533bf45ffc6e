/// Where the online backups of the boxes go at the vendor.
public enum VaultAddress {
    /// Port of the vault unless somebody says otherwise; its host is the hub's.
    public static let port = 8444
}
