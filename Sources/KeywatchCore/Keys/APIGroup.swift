/// One API group of the app: a name and the paths that belong to it.
package struct APIGroup: Hashable, Sendable {
  package let name: String
  /// A path, or a prefix when it ends in `*` (`/api/db/*`).
  package let path: String
  /// What a holder of a key for it may do, in words.
  package let access: String

  package init(name: String, path: String, access: String) {
    self.name = name
    self.path = path
    self.access = access
  }

  /// Whether `path` ends in `*`.
  package var isPrefix: Bool { path.hasSuffix("*") }
  /// The path without the final `*`; for `/api/db/*` that is `/api/db/`, and `/api/db` itself matches too.
  package var stem: String { isPrefix ? String(path.dropLast()) : path }
}
