import Crypto
import Foundation

/// Two keys were once printed in public. Their text may never come into this tree; only how their
/// SHA-256 begins is known here.
enum PublishedKeys {
  static let fingerprints: Set = ["17589a81236bd223", "f8fd5670092315dd"]
  private static let keyLength = 64

  /// Whether a key with one of `fingerprints` stands anywhere in `bytes`.
  static func stand(in bytes: Data, fingerprints: Set<String> = fingerprints) -> Bool {
    runs(in: bytes).contains { run in
      (run.startIndex...run.endIndex - keyLength).contains { start in
        fingerprints.contains(fingerprint(of: run[start..<start + keyLength]))
      }
    }
  }

  /// The first 16 hex digits of the SHA-256 of `key`.
  static func fingerprint(of key: some DataProtocol) -> String {
    SHA256.hash(data: key).prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Runs of key characters that are long enough to hold a key; those of one letter are a log's padding.
  private static func runs(in bytes: Data) -> [Data] {
    bytes.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        false
      default: true
      }
    }.filter { run in run.count >= keyLength && run.contains { $0 != run.first } }
  }
}
