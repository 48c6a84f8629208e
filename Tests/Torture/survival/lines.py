"""Lines as keywatch-gateway writes them, drawn from a seed, and what each counts as."""

import json
import random
import time

APIS = ["tracking-ingest", "link-tracking", "analyze", "db", "automation"]
# (key, status, result, reason) and how often; the APIs it goes to are drawn, but for `dedicated`.
DRAWS = [
    (("dedicated", 200, "accepted", "ok"), 30),
    (("dedicated", 403, "rejected", "scope"), 3),
    (("shared", 200, "accepted", "ok"), 30),
    (("shared", 500, "accepted", "ok"), 4),
    (("shared", 401, "rejected", "active_refused"), 3),
    (("unknown", 401, "rejected", "unknown"), 15),
    (("none", 401, "rejected", "missing"), 15),
]
SHAPE = (
    '{"ts":"%s","level":"info","event":"request","method":"POST","path":"/api/%s/batch","api":"%s",'
    '"status":%d,"source":"%s","client":"%s","user_agent":"agent/%s","proto":"https",'
    '"host":"example.net","request_id":"%09d","instance":"web-1","duration_ms":3.1,'
    '"auth":{"result":"%s","reason":"%s","key":"%s","key_state":%s,"key_fp":null,'
    '"key_shape":"%s"}}\n'
)
UNDECODED = ("undecoded",)
# What no line here may be counted as: merged with another, blank, suspect, outside.
OTHER = ("other",)

# 48 bytes each, the newline included.
NOTICE = b"# FAKE banner: every file of this log begins so\n"
RECORD = b'{"status":200,"path":"/api/db/","key":"shared"}\n'
LONG_NOTICE = NOTICE * 25


class Lines:
    """Draws lines; each carries the next sequence number."""

    def __init__(self, seed):
        self.random = random.Random(f"lines {seed}")
        self.sequence = 0

    def draw(self, length=0):
        """The next line, its newline included, of at least so many bytes."""
        draw = self.random
        key, status, result, reason = draw.choices(*zip(*DRAWS))[0]
        api = draw.choice(APIS)
        if key == "dedicated":
            api = draw.choice(APIS[1:]) if reason == "scope" else APIS[0]
        known = key in ("dedicated", "shared")
        now = time.time()
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + ".%03dZ" % (now % 1 * 1000)
        self.sequence += 1
        line = (SHAPE % (
            stamp, api, api, status, "198.51.100.%d" % draw.randrange(40),
            "client-%d" % draw.randrange(5), "a" * draw.randrange(1, 9), self.sequence, result,
            reason, key, '"active"' if known else "null", "absent" if key == "none" else "ok",
        ))
        return line.replace("agent/", "agent/" + "a" * (length - len(line)), 1).encode()


def cell(line):
    """What a complete line counts as: key, API and outcome, or `UNDECODED`."""
    try:
        fields = json.loads(line)
        key = fields["auth"]["key"] if "auth" in fields else fields["key"]
        outcome = "rejected" if fields["status"] in (401, 403) else "accepted"
        return key, fields["path"].split("/")[2], outcome
    except (ValueError, KeyError, TypeError):
        return UNDECODED
