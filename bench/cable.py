"""Network namespaces without a name, which the kernel removes with their last process, and virtual cables in them."""
import os
import shutil
import subprocess
import sys
import time


def skip(why):
    print("skipped: " + why)
    sys.exit(0)


def enter_namespace():
    """Runs this program again, with `--inside`, in a namespace of its own."""
    if os.geteuid() != 0:
        skip("a network namespace needs root")
    for tool, package in (("unshare", "util-linux"), ("ip", "iproute2")):
        if not shutil.which(tool):
            skip("%s is missing; install it (Debian and Ubuntu: apt-get install %s)" % (tool, package))
    if subprocess.run(["unshare", "--net", "true"], stderr=subprocess.DEVNULL).returncode:
        skip("this system forbids network namespaces")
    os.execvp("unshare", ["unshare", "--net", "--", sys.executable] + sys.argv + ["--inside"])


def ip(line):
    subprocess.run(["ip"] + line.split(), check=True, timeout=10)


def lay(address, near="bench0", far="bench1"):
    """A cable from the near end, which has the address, to the far end, both here."""
    for line in ("link set lo up", "link add %s type veth peer name %s" % (near, far), "address add %s dev %s" % (address, near), "link set %s up" % near, "link set %s up" % far):
        ip(line)


class Beyond:
    """Another namespace at the other end of a cable: its second device here, its first there. `with` gives the path that nsenter takes."""

    def __init__(self, there, here, devices=("bench0", "bench1")):
        self.there, self.here, self.devices = there, here, devices

    def __enter__(self):
        self.holder = subprocess.Popen(["unshare", "--net", "cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        path = "/proc/%d/ns/net" % self.holder.pid
        deadline = time.monotonic() + 10
        while os.readlink(path) == os.readlink("/proc/self/ns/net") and time.monotonic() < deadline:
            time.sleep(0.01)
        far, near = self.devices
        lay(self.there, far, near)
        ip("link set %s netns %d" % (far, self.holder.pid))
        ip("address add %s dev %s" % (self.here, near))
        for line in ("link set lo up", "address add %s dev %s" % (self.there, far), "link set %s up" % far):
            subprocess.run(["nsenter", "--net=" + path, "ip"] + line.split(), check=True, timeout=10)
        return path

    def __exit__(self, *_):
        self.holder.stdin.close()
        self.holder.wait()
