package dev.lamplighter.appliance.doctor.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.appliance.doctor.firewall.Knock.Protocol;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets on their way through rules as nft 1.0.6 and iptables 1.8.9 printed them. */
class RecordedRulesTest {

    static final String PASSES = "passes";

    static Stream<Arguments> drops() {
        return Stream.of(
                Arguments.of("a rule for the port", tftp("eth1"), "surely: inet filter input handle 7 drops it | nft delete rule inet filter input handle 7"),
                Arguments.of("the same on another interface", tftp("eth0"), PASSES),
                Arguments.of("a port of either protocol", http("eth1"), "surely: inet filter input handle 9 rejects it | nft delete rule inet filter input handle 9"),
                Arguments.of("a named set", pxe("eth1"), "surely: inet filter input handle 10 drops it | nft delete rule inet filter input handle 10"),
                Arguments.of("what is not in the set", Knock.discover("eth1"), PASSES),
                Arguments.of("a jump to a chain that drops all", Knock.discover("eth2"), "surely: inet filter guard handle 4 drops it | nft insert rule inet filter input iifname eth2 udp dport 67 accept"),
                Arguments.of("a range of ports", Knock.discover("eth3"), "surely: inet filter input handle 14 drops it | nft delete rule inet filter input handle 14"),
                Arguments.of("a range of ports, the next one", tftp("eth3"), PASSES),
                Arguments.of("a rule for senders in a subnet", tftp("eth5"), "surely: inet filter input handle 16 drops it | nft delete rule inet filter input handle 16"),
                Arguments.of("whoever has no address yet is not in that subnet", Knock.discover("eth5"), PASSES),
                Arguments.of("a verdict map", tftp("eth6"), "surely: inet filter input handle 18 drops it | nft delete rule inet filter input handle 18"),
                Arguments.of("a verdict map lets pass", dns("eth6"), PASSES),
                Arguments.of("a rate", Knock.discover("eth7"), "perhaps: inet filter input handle 19 drops it | nft delete rule inet filter input handle 19"),
                Arguments.of("a whole interface", dns("eth8"), "surely: inet filter guard handle 4 drops it | nft insert rule inet filter input iifname eth8 udp dport 53 accept"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drops")
    void nft_drops_by(String name, Knock knock, String expected) {
        assertThat(said(nft("drops"), knock)).isEqualTo(expected);
    }

    static Stream<Arguments> policy() {
        return Stream.of(
                Arguments.of("what a chain accepts passes", Knock.discover("eth1"), PASSES),
                Arguments.of("what nobody accepts does not", Knock.discover("eth2"),
                        "surely: inet filter input its policy drops | nft insert rule inet filter input iifname eth2 udp dport 67 accept"),
                Arguments.of("a subnet that holds all senders", dns("eth1"), PASSES),
                Arguments.of("a subnet that holds none of them", http("eth1"),
                        "surely: inet filter input its policy drops | nft insert rule inet filter input iifname eth1 tcp dport 8080 accept"),
                Arguments.of("a rule before the others", pxe("eth1"), "perhaps: ip raw pre handle 3 drops it | nft delete rule ip raw pre handle 3"),
                Arguments.of("a port that is turned to another", tftp("eth1"), "surely: ip nat pre handle 2 sends it elsewhere | nft delete rule ip nat pre handle 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policy")
    void nft_accepts_only(String name, Knock knock, String expected) {
        assertThat(said(nft("policy"), knock)).isEqualTo(expected);
    }

    static Stream<Arguments> iptables() {
        return Stream.of(
                Arguments.of("a rule for the port with words that a shell would take apart", tftp("eth1"), "surely: iptables filter INPUT rule 3 drops it | iptables -D INPUT 3"),
                Arguments.of("several ports", http("eth1"), "surely: iptables filter INPUT rule 4 rejects it | "
                        + "iptables -D INPUT -i eth1 -p tcp -m multiport --dports 80,8080:8090 -j REJECT --reject-with icmp-port-unreachable"),
                Arguments.of("what is accepted", Knock.discover("eth1"), PASSES),
                Arguments.of("a chain of its own", pxe("eth1"), "surely: iptables filter guard rule 1 drops it | iptables -I INPUT -i eth1 -p udp --dport 4011 -j ACCEPT"),
                Arguments.of("before the others", Knock.discover("eth2"), "surely: iptables raw PREROUTING rule 1 drops it | iptables -t raw -D PREROUTING -i eth2 -p udp -m udp --dport 67 -j DROP"),
                Arguments.of("interfaces of another name", tftp("br0"), "surely: iptables filter INPUT rule 7 drops it | iptables -I INPUT -i br0 -p udp --dport 69 -j ACCEPT"),
                Arguments.of("a subnet of senders", tftp("eth2"), PASSES),
                Arguments.of("a rate, then the policy", pxe("eth2"), "perhaps: iptables filter INPUT its policy drops | iptables -I INPUT -i eth2 -p udp --dport 4011 -j ACCEPT"),
                Arguments.of("the policy", dns("eth2"), "surely: iptables filter INPUT its policy drops | iptables -I INPUT -i eth2 -p udp --dport 53 -j ACCEPT"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("iptables")
    void iptables_drops_by(String name, Knock knock, String expected) {
        assertThat(said(IptablesRules.read(file("iptables.txt"), "iptables"), knock)).isEqualTo(expected);
    }

    @Test
    void what_iptables_keeps_in_nft_is_told_once_and_as_iptables_says_it() {
        var both = IptablesRules.instead(nft("iptables-nft"), file("iptables.txt"));
        assertThat(both.stopping(tftp("eth1"))).singleElement().extracting(Stopped::command).isEqualTo("iptables -D INPUT 3");
        assertThat(nft("iptables-nft").stopping(tftp("eth1"))).singleElement().extracting(Stopped::command).isEqualTo("nft delete rule ip filter INPUT handle 4");
    }

    @Test
    void a_condition_of_iptables_that_nft_cannot_say_is_a_doubt() {
        assertThat(said(nft("iptables-nft"), http("eth1"))).startsWith("perhaps: ");
    }

    @Test
    void a_rule_is_quoted_as_its_tool_prints_it() {
        assertThat(nft("drops").stopping(tftp("eth1"))).singleElement().extracting(Stopped::text).isEqualTo("iifname \"eth1\" udp dport 69 drop");
        assertThat(IptablesRules.read(file("iptables.txt"), "iptables").stopping(tftp("eth1"))).singleElement().extracting(Stopped::text).asString().startsWith("-A INPUT -i eth1 -p udp");
    }

    @Test
    void no_rules_stop_nothing_and_what_is_no_json_is_no_rules() {
        assertThat(said(Ruleset.none(), tftp("eth1"))).isEqualTo(PASSES);
        assertThat(NftRules.read("{\"nftables\": [{\"metainfo\": {}}]}", "").map(rules -> said(rules, tftp("eth1")))).contains(PASSES);
        assertThat(NftRules.read("", "")).isEmpty();
        assertThat(NftRules.read("Error: no", "")).isEmpty();
        assertThat(said(IptablesRules.read("-A INPUT\n*filter\n-A\n-A NONE -j DROP\n:\n!", "iptables"), tftp("eth1"))).isEqualTo(PASSES);
    }

    private static String said(Ruleset rules, Knock knock) {
        return rules.stopping(knock).stream().findFirst()
                .map(stop -> (stop.surely() ? "surely: " : "perhaps: ") + stop.place() + " " + stop.how() + " | " + stop.command()).orElse(PASSES);
    }

    private static Ruleset nft(String name) {
        return NftRules.read(file(name + ".json"), file(name + ".txt")).orElseThrow();
    }

    private static Knock tftp(String on) {
        return knock("TFTP", Protocol.UDP, 69, on);
    }

    private static Knock pxe(String on) {
        return knock("PXE", Protocol.UDP, 4011, on);
    }

    private static Knock dns(String on) {
        return knock("DNS", Protocol.UDP, 53, on);
    }

    private static Knock http(String on) {
        return knock("HTTP", Protocol.TCP, 8080, on);
    }

    /** In the drops fixture clients of eth5 have 10.0.0.0/8. */
    private static Knock knock(String service, Protocol protocol, int port, String on) {
        Subnet subnet = Subnet.of(on.equals("eth5") ? "10.1.0.0/16" : "192.168.1.0/24");
        return Knock.at(service, protocol, port, on, Optional.of(subnet), Ip4.of("192.168.1.2"));
    }

    private static String file(String name) {
        try (var in = RecordedRulesTest.class.getResourceAsStream("/firewall/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
