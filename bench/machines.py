"""Simulated machines that boot: DHCP as firmware, a boot file by TFTP, DHCP as iPXE, the script, the config. One thread, however many machines."""
import heapq
import itertools
import select
import socket
import struct
import time
import uuid

STAGES = ("dhcp", "tftp", "dhcp ipxe", "script", "config")
BROADCAST = 0x8000
DISCOVER, OFFER, REQUEST, ACK = 1, 2, 3, 5
COOKIE = b"\x63\x82\x53\x63"
BLOCK = 1468
IP_FREEBIND = 15
DHCP_PATIENCE = (1, 2, 4, 8, 16, 32)
TFTP_PATIENCE = (1, 1, 2, 4, 8, 8)
HTTP_PATIENCE = (120,)


class Storm:
    """The loop that all machines share, and the socket through which they speak DHCP."""

    def __init__(self, device, server):
        self.server = server
        self.epoll = select.epoll()
        self.readers = {}
        self.by_xid = {}
        self.timers = []
        self.order = itertools.count()
        self.dhcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for option, value in ((socket.SO_BROADCAST, 1), (socket.SO_REUSEADDR, 1), (socket.SO_RCVBUF, 4 << 20)):
            self.dhcp.setsockopt(socket.SOL_SOCKET, option, value)
        self.dhcp.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
        self.dhcp.bind(("", 68))
        self.dhcp.setblocking(False)
        self.watch(self.dhcp, self.hear)

    def watch(self, sock, reader, events=select.EPOLLIN):
        self.readers[sock.fileno()] = reader
        self.epoll.register(sock.fileno(), events)

    def forget(self, sock):
        self.readers.pop(sock.fileno(), None)
        self.epoll.unregister(sock.fileno())
        sock.close()

    def at(self, when, call):
        heapq.heappush(self.timers, (when, next(self.order), call))

    def hear(self):
        while True:
            try:
                packet = self.dhcp.recv(2048)
            except BlockingIOError:
                return
            if len(packet) > 240 and packet[0] == 2:
                machine = self.by_xid.get(packet[4:8])
                if machine:
                    machine.heard(packet)

    def run(self, machines, seconds, patience):
        """Powers the machines on within so many seconds; ends when all are through, or so many seconds after the last one was powered on."""
        begin = time.monotonic()
        for number, machine in enumerate(machines):
            self.at(begin + seconds * number / len(machines), machine.power_on)
        end = begin + seconds + patience
        now = begin
        while now < end and not all(machine.over for machine in machines):
            turn = now + 1
            while now < turn and now < end:
                due = self.timers[0][0] if self.timers else turn
                for descriptor, _ in self.epoll.poll(max(0, min(due, turn) - now), 256):
                    reader = self.readers.get(descriptor)
                    if reader:
                        reader()
                now = time.monotonic()
                while self.timers and self.timers[0][0] <= now:
                    heapq.heappop(self.timers)[2]()
        for machine in machines:
            if not machine.over:
                machine.fail("not through when the time was over")
        self.forget(self.dhcp)
        self.epoll.close()
        return time.monotonic() - begin


class Machine:
    """One of them. `took` holds the seconds of each stage that it is through, `failure` why it went no further."""

    def __init__(self, storm, number, mac, mark):
        self.storm, self.number, self.mac, self.mark = storm, number, mac, mark
        self.uuid = uuid.UUID(int=(0x4c4d50 << 104) + number)
        self.took, self.failure, self.over, self.sent_again = {}, "", False, 0
        self.stage, self.since, self.step = "", 0.0, 0
        self.socket = None

    def power_on(self):
        self.begin = time.monotonic()
        self.discover("dhcp")

    def enter(self, stage):
        self.stage, self.since = stage, time.monotonic()

    def leave(self):
        self.took[self.stage] = time.monotonic() - self.since

    def fail(self, why):
        if not self.over:
            self.failure, self.over = "%s: %s" % (self.stage, why), True
            self.drop()

    def drop(self):
        self.step += 1
        if self.socket:
            self.storm.forget(self.socket)
            self.socket = None

    def patiently(self, send, patience):
        """Sends, and sends again until the machine has taken another step."""
        self.step += 1
        self.attempt(send, patience, 0, self.step)

    def attempt(self, send, patience, number, step):
        if step != self.step or self.over:
            return
        if number == len(patience):
            self.fail("no answer")
            return
        self.sent_again += number > 0
        send()
        self.storm.at(time.monotonic() + patience[number], lambda: self.attempt(send, patience, number + 1, step))

    def discover(self, stage):
        self.enter(stage)
        self.xid = struct.pack("!I", (0x10000000 if stage == "dhcp" else 0x20000000) + self.number)
        self.storm.by_xid[self.xid] = self
        self.patiently(lambda: self.ask(DISCOVER, b""), DHCP_PATIENCE)
        self.awaited = OFFER

    def ask(self, kind, more):
        head = struct.pack("!BBBB4sHH16x6s10x192x", 1, 1, 6, 0, self.xid, 0, BROADCAST, bytes.fromhex(self.mac.replace(":", "")))
        who = b"PXEClient:Arch:00007:UNDI:003000"
        options = bytes((53, 1, kind)) + more + bytes((93, 2, 0, 7, 94, 3, 1, 3, 0, 97, 17, 0)) + self.uuid.bytes_le
        options += bytes((60, len(who))) + who + bytes((57, 2, 5, 192, 55, 11, 1, 3, 6, 12, 15, 43, 60, 66, 67, 97, 175))
        if self.stage == "dhcp ipxe":
            options += b"\x4d\x04iPXE" + bytes((175, 6, 19, 1, 1, 35, 1, 1))
        packet = (head + COOKIE + options + b"\xff").ljust(300, b"\0")
        self.storm.dhcp.sendto(packet, ("255.255.255.255", 67))

    def heard(self, packet):
        options = parsed(packet[240:])
        if options.get(53) != bytes((self.awaited,)) or packet[28:34] != bytes.fromhex(self.mac.replace(":", "")):
            return
        address = packet[16:20]
        if self.awaited == OFFER:
            self.awaited = ACK
            self.patiently(lambda: self.ask(REQUEST, b"\x32\x04" + address + b"\x36\x04" + options[54]), DHCP_PATIENCE)
            return
        self.storm.by_xid.pop(self.xid, None)
        self.awaited = 0
        self.address = socket.inet_ntoa(address)
        self.file = (options.get(67) or packet[108:236]).split(b"\0")[0].decode()
        self.leave()
        self.drop()
        if self.stage == "dhcp":
            self.fetch()
        else:
            self.get("script", self.file.split("/", 3)[3] if self.file.startswith("http://") else "?")

    def fetch(self):
        self.enter("tftp")
        self.socket = self.own(socket.SOCK_DGRAM)
        self.block, self.octets, self.peer = 0, 0, None
        question = b"\0\1" + self.file.encode() + b"\0octet\0tsize\0" + b"0\0blksize\0" + str(BLOCK).encode() + b"\0"
        self.storm.watch(self.socket, self.data)
        self.patiently(lambda: self.socket.sendto(question, (self.storm.server, 69)), TFTP_PATIENCE)

    def data(self):
        try:
            packet, peer = self.socket.recvfrom(2048)
        except BlockingIOError:
            return
        except OSError as refused:
            self.fail(str(refused))
            return
        code, block = struct.unpack_from("!HH", packet)
        if self.peer is None:
            self.socket.connect(peer)
            self.peer = peer
        if code == 5:
            self.fail(packet[4:].decode(errors="replace"))
        elif code == 6 and self.block == 0:
            self.acknowledge(0)
        elif code == 3 and block == (self.block + 1) & 0xffff:
            self.block += 1
            self.octets += len(packet) - 4
            if len(packet) < BLOCK + 4:
                self.socket.send(struct.pack("!HH", 4, block))
                self.leave()
                self.drop()
                self.discover("dhcp ipxe")
            else:
                self.acknowledge(block)

    def acknowledge(self, block):
        """The time-out of a block is looked at once in a while, so that blocks cost no timer each."""
        self.last = struct.pack("!HH", 4, block)
        self.socket.send(self.last)
        self.last_at = time.monotonic()
        if self.block <= 1 and block == self.block:
            self.step += 1
            self.look_again(self.step, 0)

    def look_again(self, step, silent):
        if step != self.step or self.over:
            return
        quiet = time.monotonic() - self.last_at > 1
        if quiet and silent == 6:
            self.fail("no answer")
            return
        if quiet:
            self.sent_again += 1
            self.last_at = time.monotonic()
            self.socket.send(self.last)
        self.storm.at(time.monotonic() + 0.5, lambda: self.look_again(step, silent + 1 if quiet else silent))

    def get(self, stage, path):
        if self.stage != stage:
            self.enter(stage)
        self.socket = self.own(socket.SOCK_STREAM)
        self.question = ("GET /%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (path, self.storm.server)).encode()
        self.answer = b""
        self.socket.connect_ex((self.storm.server, 8080))
        self.storm.watch(self.socket, self.connected, select.EPOLLOUT)
        self.patiently(lambda: None, HTTP_PATIENCE)

    def connected(self):
        failed = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failed:
            self.fail("connect: error %d" % failed)
            return
        self.storm.epoll.modify(self.socket.fileno(), select.EPOLLIN)
        self.storm.readers[self.socket.fileno()] = self.reading
        self.socket.send(self.question)

    def reading(self):
        try:
            part = self.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError as refused:
            self.fail(str(refused))
            return
        self.answer += part
        if not part:
            self.drop()
            self.got(self.answer.split(b" ", 2)[1:2] == [b"200"], self.answer.partition(b"\r\n\r\n")[2])

    def got(self, fine, body):
        name = "uuid=%s&mac=%s" % (self.uuid, self.mac.replace(":", "-"))
        if not fine:
            self.fail("answered %r" % self.answer[:80])
        elif self.stage == "config":
            if b'"ignition"' not in body:
                self.fail("no config but %r" % body[:80])
            self.leave()
            self.took["all"] = time.monotonic() - self.begin
            self.over = True
        elif b"chain" in body and b"kernel" not in body:
            self.get("script", "ipxe?" + name)
        elif (self.mark % self.number).encode() in body:
            self.leave()
            self.get("config", "ignition?" + name)
        else:
            self.fail("no script but %r" % body[:80])

    def own(self, kind):
        """A socket at the address that the machine was given, which this host has by a local route."""
        made = socket.socket(socket.AF_INET, kind)
        made.setsockopt(socket.IPPROTO_IP, IP_FREEBIND, 1)
        made.bind((self.address, 0))
        made.setblocking(False)
        return made


def parsed(octets):
    options, at = {}, 0
    while at < len(octets) and octets[at] != 255:
        if octets[at] == 0:
            at += 1
            continue
        options[octets[at]] = octets[at + 2:at + 2 + octets[at + 1]]
        at += 2 + octets[at + 1]
    return options
