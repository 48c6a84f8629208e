/// The unit file of `keywatch collect` for systemd 247 and later.
enum SystemdUnit {
  static let text = """
    # keywatch.service: collects what the logs say, without a screen.
    #
    # As root, with the binary in /usr/local/bin:
    #   useradd --system --home-dir /var/lib/keywatch --shell /usr/sbin/nologin keywatch
    #   install -d -m 0750 -g keywatch /etc/keywatch
    #   keywatch init --config /etc/keywatch/keywatch.yaml
    #   (umask 077 && touch /etc/keywatch/keywatch.env)
    #   keywatch snippet systemd > /etc/systemd/system/keywatch.service
    #   systemctl daemon-reload && systemctl enable --now keywatch
    #
    # keywatch.yaml names the logs under sources:. keywatch.env is read by root alone and holds, one a
    # line, WEBHOOK_API_KEY=, TRACKING_INGEST_API_KEY= and for doctl DIGITALOCEAN_ACCESS_TOKEN=.
    # What is going on: systemctl status keywatch, journalctl -u keywatch.

    [Unit]
    Description=keywatch: which API key every request was made with
    Wants=network-online.target
    After=network-online.target

    [Service]
    Type=notify
    ExecStart=/usr/local/bin/keywatch collect --config /etc/keywatch/keywatch.yaml --state /var/lib/keywatch/keywatch.db
    ExecReload=/bin/kill -HUP $MAINPID
    Restart=on-failure
    RestartSec=5
    # A wrong command line, a source that does not exist, a wrong configuration: trying again is no cure.
    RestartPreventExitStatus=64 66 78

    User=keywatch
    # The group that may read the logs: adm on Debian and Ubuntu.
    SupplementaryGroups=adm
    EnvironmentFile=/etc/keywatch/keywatch.env
    # doctl keeps its files at home.
    Environment=HOME=/var/lib/keywatch XDG_STATE_HOME=/var/lib
    StateDirectory=keywatch
    StateDirectoryMode=0700
    UMask=0077

    # No key may end up in a core dump.
    LimitCORE=0
    NoNewPrivileges=yes
    CapabilityBoundingSet=
    # It writes nowhere but to its state. Logs below /home need ProtectHome=read-only.
    ProtectSystem=strict
    ReadOnlyPaths=/var/log
    ProtectHome=yes
    PrivateTmp=yes
    PrivateDevices=yes
    ProtectProc=invisible
    ProtectClock=yes
    ProtectHostname=yes
    ProtectControlGroups=yes
    ProtectKernelLogs=yes
    ProtectKernelModules=yes
    ProtectKernelTunables=yes
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    LockPersonality=yes
    # The network and netlink are for commands such as doctl.
    RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
    SystemCallArchitectures=native
    SystemCallFilter=@system-service

    [Install]
    WantedBy=multi-user.target

    """
}
