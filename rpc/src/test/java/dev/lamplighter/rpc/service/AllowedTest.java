package dev.lamplighter.rpc.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.rpc.testing.Certificates;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTest {

    static final Certificates CA = Certificates.authority("CN=lab CA");
    static final Identity TERRAFORM = Identity.of(CA.issue(Certificates.wanted("CN=terraform,OU=tools,O=lab")
            .name(GeneralName.dNSName, "CI.lab.test").name(GeneralName.uniformResourceIdentifier, "spiffe://lab/terraform")
            .name(GeneralName.rfc822Name, "ops@lab.test").name(GeneralName.iPAddress, "192.0.2.7")).certificate());

    @Test
    void who_names_nobody_allows_everybody() {
        assertThat(Allowed.ALL.allows(TERRAFORM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=terraform", "cn=Terraform", "CN=terraform,OU=tools,O=lab", "cn=terraform, ou=tools, o=lab", "DNS:ci.lab.test", "dns:CI.LAB.test",
        "URI:spiffe://lab/terraform", "email:ops@lab.test", "IP:192.0.2.7"})
    void a_client_is_known_by_its_common_name_its_subject_or_another_of_its_names(String entry) {
        assertThat(allowing(entry).allows(TERRAFORM)).isTrue();
        assertThat(allowing("CN=somebody", entry).allows(TERRAFORM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=terraform2", "CN=terraform,O=lab", "O=lab", "CN=terraform,OU=tools", "DNS:lab.test", "DNS:terraform", "URI:spiffe://lab/Terraform",
        "email:OPS@lab.test", "IP:192.0.2.8"})
    void a_name_that_only_comes_close_is_another_one(String entry) {
        assertThat(allowing(entry).allows(TERRAFORM)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "terraform", "CN", "CN=", "DNS:", "URI: ", "=x", "CN=a,,O=b", "foo:bar"})
    void what_is_no_name_is_refused_when_the_settings_are_read(String entry) {
        assertThat(Allowed.Entry.parse(entry)).isEmpty();
    }

    @Test
    void a_client_is_told_by_its_subject_and_without_one_by_its_first_other_name() {
        assertThat(TERRAFORM).hasToString("CN=terraform,OU=tools,O=lab");
        assertThat(Identity.of(CA.issue(Certificates.wanted("").name(GeneralName.dNSName, "b.test").name(GeneralName.dNSName, "A.test")).certificate()))
                .hasToString("DNS:a.test");
    }

    static Allowed allowing(String... entries) {
        return new Allowed(List.of(entries).stream().map(entry -> Allowed.Entry.parse(entry).orElseThrow()).toList());
    }
}
