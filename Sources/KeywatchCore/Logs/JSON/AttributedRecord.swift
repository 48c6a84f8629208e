/// A record of OpenTelemetry as an object whose attributes are its own names: `"attributes":[{"key":"a","value":
/// {"intValue":"1"}}]` becomes `"a":"1"`. The order, and all else of it, stays.
enum AttributedRecord {
  /// Writes such an object; nothing where an attribute is not written so.
  static func write(_ object: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var writer = Writer(out: out)
    var i = 0
    while i < object.count {
      if object[i] == 0x22 {
        let end = stringEnd(object, i)
        let name = object.dropping(i).first(end - i)
        if name.equals(#""attributes""#), let array = arrayStart(object, end) {
          guard let behind = writeAttributes(object, array, &writer) else { return 0 }
          i = behind
        } else {
          writer.add(name)
          i = end
        }
      } else {
        writer.add(object.dropping(i).first(1))
        i += 1
      }
    }
    return writer.isFull ? 0 : writer.count
  }

  private struct Writer {
    let out: UnsafeMutableBufferPointer<UInt8>
    var count = 0
    var isFull = false

    mutating func add(_ bytes: Bytes) {
      guard count + bytes.count <= out.count else { return isFull = true }
      for byte in bytes.bytes {
        out[count] = byte
        count += 1
      }
    }

    mutating func add(_ word: StaticString) {
      add(Bytes(base: word.utf8Start, count: word.utf8CodeUnitCount))
    }
  }

  /// Writes the attributes from behind the bracket on; returns what is behind the closing one.
  private static func writeAttributes(
    _ object: Bytes, _ start: Int, _ writer: inout Writer
  ) -> Int? {
    var i = start
    var depth = 0
    var name: Bytes?
    var value: Bytes?
    var word: Bytes?
    // The first string or word behind a `…Value` is the value, an array's first element as well.
    while i < object.count {
      let byte = object[i]
      switch byte {
      case 0x22:
        let end = stringEnd(object, i)
        let text = object.dropping(i).first(end - i)
        if isName(object, end) {
          word = text
        } else if depth == 1, word?.equals(#""key""#) == true {
          name = text
        } else {
          value = value ?? text
        }
        i = end
      case 0x7b, 0x5b:
        depth += 1
        i += 1
      case 0x7d, 0x5d:
        if depth == 0 {
          // A name of its own, so that the comma before it or behind it is in place.
          writer.add(#""attributes":0"#)
          return i + 1
        }
        depth -= 1
        i += 1
        if depth == 0 {
          guard let known = name else { return nil }
          writer.add(known)
          writer.add(":")
          if let value { writer.add(value) } else { writer.add("null") }
          writer.add(",")
          (name, value, word) = (nil, nil, nil)
        }
      case 0x20, 0x09, 0x2c, 0x3a: i += 1
      default:
        let start = i
        while i < object.count, object[i] > 0x20, object[i] != 0x2c, object[i] != 0x7d,
          object[i] != 0x5d
        {
          i += 1
        }
        value = value ?? object.dropping(start).first(i - start)
      }
    }
    return nil
  }

  private static func arrayStart(_ object: Bytes, _ from: Int) -> Int? {
    guard isName(object, from) else { return nil }
    var i = from
    while i < object.count, object[i] == 0x20 || object[i] == 0x3a { i += 1 }
    return i < object.count && object[i] == 0x5b ? i + 1 : nil
  }

  private static func isName(_ object: Bytes, _ behind: Int) -> Bool {
    var i = behind
    while i < object.count, object[i] == 0x20 { i += 1 }
    return i < object.count && object[i] == 0x3a
  }

  /// Behind the quote that ends the string at a place.
  private static func stringEnd(_ object: Bytes, _ start: Int) -> Int {
    var i = start + 1
    while i < object.count, object[i] != 0x22 { i += object[i] == 0x5c ? 2 : 1 }
    return min(i + 1, object.count)
  }
}
