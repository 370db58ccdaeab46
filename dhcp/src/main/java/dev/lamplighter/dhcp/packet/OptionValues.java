package dev.lamplighter.dhcp.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.dhcp.packet.DhcpOption.*;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The values of single options: bytes to types and back. A value that has not the shape of its code stays {@link Raw}. */
final class OptionValues {

    private static final int UUID_TYPE = 0;

    private OptionValues() {}

    static DhcpOption decode(int code, Bytes value) {
        Optional<? extends DhcpOption> known = switch (code) {
            case 1 -> address(value).map(SubnetMask::new);
            case 3 -> addresses(value).map(Routers::new);
            case 6 -> addresses(value).map(DnsServers::new);
            case 12 -> Optional.of(new HostName(text(value)));
            case 15 -> Optional.of(new DomainName(text(value)));
            case 28 -> address(value).map(BroadcastAddress::new);
            case 43 -> Optional.of(new VendorOptions(value));
            case 50 -> address(value).map(RequestedAddress::new);
            case 51 -> seconds(value).map(LeaseTime::new);
            case 53 -> kind(value).map(MessageType::new);
            case 54 -> address(value).map(ServerIdentifier::new);
            case 55 -> Optional.of(new ParameterRequests(numbers(value, 1)));
            case 56 -> Optional.of(new Message(text(value)));
            case 57 -> value.length() == 2 ? Optional.of(new MaxMessageSize(value.at(0) << 8 | value.at(1))) : Optional.empty();
            case 58 -> seconds(value).map(RenewalTime::new);
            case 59 -> seconds(value).map(RebindingTime::new);
            case 60 -> Optional.of(new VendorClass(text(value)));
            case 61 -> Optional.of(new ClientIdentifier(value));
            case 66 -> Optional.of(new TftpServerName(text(value)));
            case 67 -> Optional.of(new BootFileName(text(value)));
            case 77 -> userClasses(value).map(UserClass::new);
            case 82 -> Optional.of(new AgentInformation(value));
            case 93 -> value.length() >= 2 && value.length() % 2 == 0 ? Optional.of(new ClientArch(numbers(value, 2))) : Optional.empty();
            case 97 -> value.length() == 17 && value.at(0) == UUID_TYPE ? Optional.of(new MachineId(value)) : Optional.empty();
            case 175 -> Optional.of(new IpxeOptions(value));
            default -> Optional.empty();
        };
        return known.isPresent() ? known.get() : new Raw(code, value);
    }

    static Bytes encode(DhcpOption option) {
        return switch (option) {
            case SubnetMask it -> it.mask().octets();
            case Routers it -> octets(it.addresses());
            case DnsServers it -> octets(it.addresses());
            case HostName it -> octets(it.name());
            case DomainName it -> octets(it.name());
            case BroadcastAddress it -> it.address().octets();
            case VendorOptions it -> it.encapsulated();
            case RequestedAddress it -> it.address().octets();
            case LeaseTime it -> octets(it.time());
            case MessageType it -> Bytes.of((byte) it.kind().number());
            case ServerIdentifier it -> it.address().octets();
            case ParameterRequests it -> octets(it.codes(), 1);
            case Message it -> octets(it.text());
            case MaxMessageSize it -> octets(List.of(it.octets()), 2);
            case RenewalTime it -> octets(it.time());
            case RebindingTime it -> octets(it.time());
            case VendorClass it -> octets(it.name());
            case ClientIdentifier it -> it.value();
            case TftpServerName it -> octets(it.name());
            case BootFileName it -> octets(it.name());
            case UserClass it -> classes(it.names());
            case AgentInformation it -> it.value();
            case ClientArch it -> octets(it.codes(), 2);
            case MachineId it -> it.value();
            case IpxeOptions it -> it.encapsulated();
            case Raw it -> it.value();
        };
    }

    private static Optional<Ip4> address(Bytes value) {
        return value.length() == 4 ? Optional.of(Ip4.of(value, 0)) : Optional.empty();
    }

    private static Optional<List<Ip4>> addresses(Bytes value) {
        if (value.isEmpty() || value.length() % 4 != 0) {
            return Optional.empty();
        }
        var addresses = new ArrayList<Ip4>(value.length() / 4);
        for (int at = 0; at < value.length(); at += 4) {
            addresses.add(Ip4.of(value, at));
        }
        return Optional.of(addresses);
    }

    private static Optional<Duration> seconds(Bytes value) {
        return address(value).map(four -> Duration.ofSeconds(Integer.toUnsignedLong(four.bits())));
    }

    private static Optional<Kind> kind(Bytes value) {
        return value.length() == 1 ? Arrays.stream(Kind.values()).filter(kind -> kind.number() == value.at(0)).findFirst() : Optional.empty();
    }

    /** Unsigned numbers of {@code width} octets each. */
    private static List<Integer> numbers(Bytes value, int width) {
        var numbers = new ArrayList<Integer>(value.length() / width);
        for (int at = 0; at + width <= value.length(); at += width) {
            numbers.add(width == 1 ? value.at(at) : value.at(at) << 8 | value.at(at + 1));
        }
        return numbers;
    }

    /** A list whose lengths add up exactly, else one class that is the whole text. */
    private static Optional<List<String>> userClasses(Bytes value) {
        var names = new ArrayList<String>();
        int at = 0;
        while (at < value.length()) {
            int end = at + 1 + value.at(at);
            if (end > value.length()) {
                return value.length() > 255 ? Optional.empty() : Optional.of(List.of(text(value)));
            }
            names.add(text(value.slice(at + 1, end)));
            at = end;
        }
        return Optional.of(names);
    }

    private static String text(Bytes value) {
        return new String(value.toArray(), ISO_8859_1);
    }

    private static Bytes octets(String text) {
        return Bytes.owned(text.getBytes(ISO_8859_1));
    }

    private static Bytes octets(List<Ip4> addresses) {
        ByteBuffer octets = ByteBuffer.allocate(4 * addresses.size());
        addresses.forEach(address -> octets.putInt(address.bits()));
        return Bytes.owned(octets.array());
    }

    private static Bytes octets(Duration time) {
        return Bytes.owned(ByteBuffer.allocate(4).putInt((int) time.toSeconds()).array());
    }

    private static Bytes octets(List<Integer> numbers, int width) {
        ByteBuffer octets = ByteBuffer.allocate(width * numbers.size());
        for (int number : numbers) {
            if (width == 2) {
                octets.put((byte) (number >> 8));
            }
            octets.put((byte) number);
        }
        return Bytes.owned(octets.array());
    }

    private static Bytes classes(List<String> names) {
        var octets = new ByteArrayOutputStream();
        for (String name : names) {
            octets.write(name.length());
            octets.writeBytes(name.getBytes(ISO_8859_1));
        }
        return Bytes.owned(octets.toByteArray());
    }
}
