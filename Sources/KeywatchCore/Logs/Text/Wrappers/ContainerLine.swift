/// `TIME STREAM TAG LINE`, as container runtimes of Kubernetes write files (CRI). The tag is `F`, or `P` where the line
/// goes on in the stream's next one; further tags follow colons.
enum ContainerLine {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let time = start.takeTime(), start.take(0x20) else { return nil }
    let isError = start.take("stderr ")
    guard isError || start.take("stdout "), let tags = start.takeWord(),
      tags[0] == 0x46 || tags[0] == 0x50, tags.count == 1 || tags[1] == 0x3a
    else { return nil }
    return Layer(
      length: start.count, time: time, isPartial: tags[0] == 0x50, stream: isError ? 2 : 1)
  }
}
