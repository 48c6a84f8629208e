/// Whose word on the client's address is believed.
struct Proxies: Sendable {
  private let trusted: [TrustedProxy]

  init(_ trusted: [TrustedProxy]) { self.trusted = trusted }

  /// The client's address as it stands in the line: the first forwarded hop where the peer is trusted, else the peer.
  @inline(__always)
  func source(_ record: borrowing Record) -> Bytes? {
    guard let peer = record.value(.source), peer.count > 0 else { return nil }
    return trusted.isEmpty ? peer : forwarded(record, peer) ?? peer
  }

  private func forwarded(_ record: borrowing Record, _ peer: Bytes) -> Bytes? {
    guard let hops = record.value(.forwardedFor), hops.count > 0, !hops.equals("-"),
      let address = Address(client: peer), Address(client: hops) != nil, trusts(address)
    else { return nil }
    return hops.firstIndex(of: 0x2c).map(hops.first) ?? hops
  }

  private func trusts(_ peer: Address) -> Bool {
    trusted.contains { proxy in
      switch proxy {
      case .block(let block): block.contains(peer)
      case .platform: peer.isPrivate
      }
    }
  }
}
