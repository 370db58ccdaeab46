package dev.lamplighter.dns;

import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.dns.service.Exchange;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Upstream servers in memory. Each answers by its script; one without a script is dead. */
public final class FakeUpstream implements Exchange {

    /** What a server sends back, in this order: the true answer need not be the first. */
    public interface Script {
        List<byte[]> on(Message query, Transport over) throws IOException;
    }

    public final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<InetSocketAddress, Script> scripts = new HashMap<>();

    public static InetSocketAddress server(int number) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + number), 53);
    }

    public FakeUpstream at(int number, Script script) {
        scripts.put(server(number), script);
        return this;
    }

    @Override
    public Bytes ask(InetSocketAddress server, Transport over, Bytes query, Predicate<Bytes> isAnswer) throws IOException {
        var message = new Message(query.toArray());
        log.add(server.getAddress().getHostAddress() + " " + over + " " + message.getQuestion().getName() + (message.getOPT() == null ? "" : " +edns"));
        Script script = scripts.get(server);
        if (script != null) {
            for (byte[] datagram : script.on(message, over)) {
                if (isAnswer.test(Bytes.of(datagram))) {
                    return Bytes.of(datagram);
                }
            }
        }
        throw new SocketTimeoutException("no answer within 2000 ms");
    }

    /** An answer to {@code query} with {@code records} in master file form, each after its section: {@code AN}, {@code AU} or {@code AD}. */
    public static Message answer(Message query, int rcode, String... records) throws IOException {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        for (String line : records) {
            String[] words = line.split(" ", 5);
            int section = switch (words[0]) {
                case "AN" -> Section.ANSWER;
                case "AU" -> Section.AUTHORITY;
                case "AD" -> Section.ADDITIONAL;
                default -> throw new IllegalArgumentException(line);
            };
            answer.addRecord(record(query, words), section);
        }
        return answer;
    }

    /** A server that always answers {@code records}. */
    public static Script saying(String... records) {
        return (query, over) -> List.of(answer(query, Rcode.NOERROR, records).toWire());
    }

    public static Script failing(int rcode, String... records) {
        return (query, over) -> List.of(answer(query, rcode, records).toWire());
    }

    private static Record record(Message query, String[] words) throws IOException {
        Name owner = words[1].equals("@") ? query.getQuestion().getName() : name(words[1]);
        return Record.fromString(owner, Type.value(words[3]), DClass.IN, Long.parseLong(words[2]), words[4], Name.root);
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(text, Name.root);
    }
}
