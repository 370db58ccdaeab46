"""A server under measurement: started from a command, watched through /proc, and gone when the measuring ends, however it ends."""
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAMPLIGHTER = "./lamplighter run --config none -address={address} -data-path={data} -assets-path={assets}"
MATCHBOX = "{matchbox} -address={address} -data-path={data} -assets-path={assets}"
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1


class Failure(Exception):
    """Why there is nothing to measure, as a sentence."""


class Served:
    """A running server; `with` ends it. What it prints goes to a file in the work folder, as it would to a journal."""

    def __init__(self, name, command, address, work):
        self.name, self.address = name, address
        self.log = os.path.join(work, name + ".log")
        with open(self.log, "wb") as log:
            self.begin = time.monotonic()
            self.process = subprocess.Popen(["sh", "-c", command], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True, preexec_fn=die_with_parent)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for sent, patience in ((signal.SIGTERM, 8), (signal.SIGKILL, 8)):
            try:
                os.killpg(self.process.pid, sent)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and alive(self.process):
                time.sleep(0.02)
        self.process.wait()

    def get(self, path, timeout=10):
        """Status and body of one GET."""
        with socket.create_connection(self.address, timeout) as connection:
            connection.sendall(("GET %s HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n" % path).encode())
            answer = b""
            while True:
                part = connection.recv(65536)
                if not part:
                    break
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        words = head.split(b" ", 2)
        return (int(words[1]) if len(words) > 1 else 0), body

    def await_answer(self, path="/", patience=60):
        """Returns the seconds from the start to the first answer 200, and the milliseconds of CPU until then."""
        deadline = self.begin + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failure("%s ended with exit code %d:\n%s" % (self.name, self.process.returncode, self.said()))
            try:
                if self.get(path)[0] == 200:
                    return time.monotonic() - self.begin, self.cpu_ms()
            except OSError:
                pass
            time.sleep(0.004)
        raise Failure("%s did not answer GET %s within %d s:\n%s" % (self.name, path, patience, self.said()))

    def cpu_ms(self):
        """User and system time of the process, its living descendants, and the children that each of them has waited for."""
        total = 0
        for pid in self.tree():
            fields = stat(pid)
            total += sum(int(field) for field in fields[11:15]) if fields else 0
        return total * TICK_MS

    def rss_mb(self):
        total = 0
        for pid in self.tree():
            try:
                with open("/proc/%d/status" % pid) as status:
                    total += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
            except OSError:
                pass
        return total / 1024

    def tree(self):
        children = {}
        for entry in os.listdir("/proc"):
            fields = stat(int(entry)) if entry.isdigit() else None
            if fields:
                children.setdefault(int(fields[1]), []).append(int(entry))
        found, todo = [], [self.process.pid]
        while todo:
            found.append(todo.pop())
            todo += children.get(found[-1], [])
        return found

    def said(self):
        with open(self.log, errors="replace") as log:
            return "".join(log.readlines()[-15:])


def stat(pid):
    """The fields of /proc/PID/stat from the third (state) on; none where the process is gone."""
    try:
        with open("/proc/%d/stat" % pid) as text:
            return text.read().rsplit(")", 1)[1].split()
    except OSError:
        return None


def alive(process):
    """Whether any process of the group is left, the leader's unburied rest not counted."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
        return True
    except ProcessLookupError:
        return False


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()


def command(template, address, work, **more):
    """The command with {address}, {data}, {assets}, {work} and whatever else it names filled in; other braces stay."""
    values = dict(address="%s:%d" % address, data=os.path.join(work, "data"), assets=os.path.join(work, "data", "assets"), work=work, **more)
    for name, value in values.items():
        template = template.replace("{%s}" % name, value)
    return template


IGNITION = """{"ignition": {"version": "3.3.0"}, "passwd": {"users": [{"name": "core", "sshAuthorizedKeys": ["ssh-ed25519 AAAA"]}]},
 "storage": {"files": [{"path": "/etc/hostname", "mode": 420, "contents": {"source": "data:,node"}}]}}
"""
BUTANE = """variant: fcos
version: 1.4.0
passwd:
  users:
    - name: core
      ssh_authorized_keys: [ssh-ed25519 AAAA]
storage:
  files:
    - path: /etc/hostname
      mode: 0644
      contents: { inline: "node {{.number}}" }
"""
GENERIC = """# node {{.number}}
{{range $i, $e := .request.query}}{{$i}}={{$e}}
{{end}}{{if .number}}number: {{.number}}{{else}}none{{end}}
"""


def write_data(work, groups, ignition="node.ign"):
    """A data folder as Matchbox reads it: so many groups, each for one MAC, each with a profile of its own; all profiles name the same templates."""
    data = os.path.join(work, "data")
    shutil.rmtree(data, ignore_errors=True)
    for folder in ("groups", "profiles", "assets", "ignition", "generic", "cloud"):
        os.makedirs(os.path.join(data, folder))
    for name, text in (("ignition/node.ign", IGNITION), ("ignition/node.yaml", BUTANE), ("generic/node.tmpl", GENERIC)):
        with open(os.path.join(data, name), "w") as template:
            template.write(text)
    for i in range(groups):
        with open(os.path.join(data, "groups", "node%d.json" % i), "w") as group:
            group.write('{"id": "node%d", "name": "node %d", "profile": "profile%d", "selector": {"mac": "%s"}, "metadata": {"number": "%d"}}\n' % (i, i, i, mac(i), i))
        with open(os.path.join(data, "profiles", "profile%d.json" % i), "w") as profile:
            profile.write('{"id": "profile%d", "name": "profile %d", "ignition_id": "%s", "generic_id": "node.tmpl", "boot": {"kernel": "/assets/kernel-%d", '
                          '"initrd": ["/assets/initrd"], "args": ["initrd=initrd", "console=ttyS0"]}}\n' % (i, i, ignition, i))


def mac(i):
    return "52:54:00:%02x:%02x:%02x" % (i >> 16 & 255, i >> 8 & 255, i & 255)


def median(values):
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def spread(values, digits=0):
    return "%.*f (%.*f to %.*f)" % (digits, median(values), digits, min(values), digits, max(values))


def main(measure):
    """Runs `measure` with a work folder that is removed afterwards, also on Ctrl-C and SIGTERM. Exit code 1 and a sentence on failure."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    work = tempfile.mkdtemp(prefix="lamplighter-bench-")
    try:
        measure(work)
    except Failure as failure:
        sys.exit("%s: %s" % (os.path.basename(sys.argv[0]), failure))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def print_machine():
    load = os.getloadavg()[0]
    print("%d processors, load average %.1f before the start%s" % (os.cpu_count(), load, ": too busy to trust the figures" if load > 1.5 else ""), flush=True)
