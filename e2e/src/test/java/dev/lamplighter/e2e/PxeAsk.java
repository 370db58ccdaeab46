package dev.lamplighter.e2e;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Firmware and iPXE, run as a process inside a client's namespace: each word of the command line is a machine that asks by DISCOVER, and for
 * each a line {@code WORD FILE SIADDR CLASS} says what it was offered ({@code -} for nothing). Words are {@code pxe:ARCH}, {@code http:ARCH},
 * {@code ipxe:ARCH} (known by its user class), {@code ipxe-options:ARCH} (by option 175, with HTTP), {@code ipxe-old:ARCH} (without HTTP),
 * {@code class:TEXT} (x64 firmware of that vendor class) and {@code plain}; {@code address} prints the address that was offered instead. Their
 * hardware addresses are 02:99:01:00:00:01 and on, in the order of the words.
 */
final class PxeAsk {

    private static final int TRIES = 60;
    private static final int SILENCE = 1000;
    /** From a capture of iPXE's: its bus id, and as features HTTP, TFTP and DNS. */
    private static final String WITH_HTTP = "b105018086100e" + "130101" + "150101" + "170101";
    private static final String WITHOUT_HTTP = "b105018086100e" + "150101" + "170101";

    private PxeAsk() {}

    /** Runs it on the client's host; the lines that it prints. */
    static List<String> in(TwoHosts hosts, List<String> machines) throws IOException, InterruptedException {
        // A machine's broadcast needs a way out.
        Host.run(Host.concat(hosts.onClient(), List.of("ip", "route", "replace", "default", "dev", "eth0")).toArray(String[]::new));
        var java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                PxeAsk.class.getName());
        Process client = new ProcessBuilder(Host.concat(hosts.onClient(), Host.concat(java, machines))).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    public static void main(String[] words) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(68))) {
            socket.setBroadcast(true);
            socket.setSoTimeout(SILENCE);
            for (int i = 0; i < words.length; i++) {
                System.out.println(words[i] + " " + ask(socket, i + 1, words[i]));
            }
        }
    }

    private static String ask(DatagramSocket socket, int number, String word) throws IOException {
        byte[] question = DhcpCodec.encode(discover(number, word), 1400).toArray();
        var buffer = new byte[2048];
        for (int i = 0; i < TRIES; i++) {
            socket.send(new DatagramPacket(question, question.length, new InetSocketAddress(Ip4.BROADCAST.toInetAddress(), 67)));
            try {
                for (;;) {
                    var datagram = new DatagramPacket(buffer, buffer.length);
                    socket.receive(datagram);
                    if (DhcpCodec.decode(Bytes.owned(Arrays.copyOf(buffer, datagram.getLength()))) instanceof Decoded.Message<DhcpPacket>(DhcpPacket answer)
                            && answer.xid() == number && answer.kind().equals(Optional.of(Kind.OFFER))) {
                        return word.equals("address") ? answer.yiaddr().toString() : told(answer);
                    }
                }
            } catch (SocketTimeoutException _) {
                // Nobody answered in time: ask again.
            }
        }
        return "silence";
    }

    private static String told(DhcpPacket answer) {
        String file = answer.file().isEmpty() ? answer.option(BootFileName.class).map(BootFileName::name).orElse("") : answer.file();
        file = file.replaceFirst("\0+$", "");
        String vendorClass = answer.option(VendorClass.class).map(VendorClass::name).filter(name -> name.startsWith("HTTPClient")).orElse("-");
        return file.isEmpty() ? "- - " + vendorClass : file + " " + (file.contains("://") ? "url" : answer.siaddr()) + " " + vendorClass;
    }

    private static DhcpPacket discover(int number, String word) {
        var options = new ArrayList<DhcpOption>(List.of(new MessageType(Kind.DISCOVER), new ParameterRequests(List.of(1, 3, 6, 12, 15, 43, 54, 60, 66, 67, 97, 175))));
        String kind = word.replaceFirst(":.*", "");
        String value = word.substring(Math.min(word.length(), kind.length() + 1));
        switch (kind) {
            case "pxe" -> options.add(firmware("PXEClient", value));
            case "http" -> options.add(firmware("HTTPClient", value));
            case "ipxe" -> options.addAll(List.of(firmware("PXEClient", value), new Raw(77, Bytes.utf8("iPXE"))));
            case "ipxe-options" -> options.addAll(List.of(firmware("PXEClient", value), new Raw(77, Bytes.utf8("iPXE")), new Raw(175, Bytes.hex(WITH_HTTP))));
            case "ipxe-old" -> options.addAll(List.of(firmware("PXEClient", value), new Raw(77, Bytes.utf8("iPXE")), new Raw(175, Bytes.hex(WITHOUT_HTTP))));
            case "class" -> options.add(new VendorClass(value));
            case "plain", "address" -> { }
            default -> throw new IllegalArgumentException(word);
        }
        if (!List.of("plain", "address").contains(kind)) {
            int arch = kind.equals("class") ? 7 : Integer.parseInt(value);
            options.add(new Raw(93, Bytes.of((byte) (arch >> 8), (byte) arch)));
        }
        var mac = new Mac(Bytes.of((byte) 2, (byte) 0x99, (byte) 1, (byte) 0, (byte) 0, (byte) number));
        return new DhcpPacket(DhcpPacket.Op.REQUEST, 1, 0, number, 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, mac, "", "", options);
    }

    private static VendorClass firmware(String name, String arch) {
        return new VendorClass(name + ":Arch:%05d:UNDI:003000".formatted(Integer.parseInt(arch)));
    }
}
