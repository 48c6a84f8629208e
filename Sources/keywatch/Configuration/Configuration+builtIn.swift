import KeywatchCore

extension Configuration {
  /// The configuration that applies without a file, and the text that `keywatch init` writes.
  static let builtInText = """
    # What keywatch knows about the system it watches. An error in here is reported with its line.

    # What this system is called; what keywatch remembers is kept per name.
    name: production

    # The request header that carries a key.
    header: X-API-Key

    # Where log lines come from when the command line names nothing, for instance
    #   sources: [{ file: /var/log/app/*.log }, { command: "doctl apps logs ID web --follow" }]
    sources: []

    # Proxies whose X-Forwarded-For is believed: blocks such as 10.0.0.0/8, or the word platform
    # where a single private address stands for everybody.
    trusted_proxies: []

    # Requests to this path are try-outs: they show that a key works, not who uses it.
    test: /api/tracking-ingest/test

    # The API groups. A final * stands for everything below.
    apis:
      - { name: tracking-ingest, path: /api/tracking-ingest/*, access: write click data }
      - { name: link-tracking,   path: /api/link-tracking/*,   access: create and read links }
      - { name: analyze,         path: /api/analyze/*,         access: run AI analysis }
      - { name: db,              path: /api/db/*,              access: read and write the database }
      - { name: automation,      path: /api/automation/*,      access: run automation }

    # The keys, and the APIs each is for. A key's value never stands here: keywatch only takes
    # the fingerprint of the variable `env`, found in its environment or in --env-file.
    keys:
      - name: dedicated
        env: TRACKING_INGEST_API_KEY
        # Names the server's log may use for it, besides its own.
        labels: [tracking_ingest, tracking-ingest, TRACKING_INGEST_API_KEY]
        apis: [tracking-ingest]
        # Whom it was given to.
        holder: steve-glen.com
        # since: 2025-10-24      # the day it was made
        # max_age: 180d          # and how old it may become

      - name: shared
        env: WEBHOOK_API_KEY
        labels: [webhook, WEBHOOK_API_KEY]
        apis: [tracking-ingest, link-tracking, analyze, db, automation]
        # fingerprint: 0123456789abcdef   # where the key itself is not at hand:
        #                                 # printf %s "$KEY" | sha256sum | cut -c1-16
        # state: active                   # or previous, or retired: kept as a tripwire

    # Who sends requests, and how each is recognised: any one of the rules is enough.
    # Rules: client, host, user_agent, referer (a * stands for anything) and source (a block).
    callers:
      - name: steve-glen.com
        match: [{ client: steve-glen.com }, { host: steve-glen.com }, { user_agent: "steve-glen*" }]
      # Our own try-outs are counted, but prove nothing about a caller:
      # - { name: us, role: operator, match: [{ source: 192.0.2.10 }] }

    # Who moves from which key to which, on which API. None at all (migrations: []) is fine too.
    migrations:
      - { caller: steve-glen.com, api: tracking-ingest, from: shared, to: dedicated }

    # What it takes to call a move finished: the share of requests that may still be on the old key,
    # how long that key must have been silent, and how long a change takes to reach every server.
    evidence:
      share_limit: 0.01
      provisional_limit: 0.05
      floor: 24h
      floor_short: 7d
      look_back: 14d
      propagation: 120s

    # How long counts are kept per minute, per hour and per day.
    retention: { minutes: 7d, hours: 90d, days: 400d }

    # Fingerprints of keys that were published. keywatch warns when one of them is in use.
    exposed: [17589a81236bd223, f8fd5670092315dd]

    # Names of fields in your logs that keywatch does not find by itself, for instance
    #   fields: { key: my.key.field, source: realIp }
    fields: {}

    """
}
