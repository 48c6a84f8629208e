/// Where reading the files begins that are there at the start; later ones are read from their
/// beginning.
package enum Start: String, Sendable { case beginning, end }
