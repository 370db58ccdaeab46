package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.DnsName;
import dev.lamplighter.dns.packet.DnsRequest;

/** What makes two questions have the same answer; the flags count because upstream they change what comes back. */
public record QuestionKey(DnsName name, int type, int dnsClass, boolean dnssecOk, boolean checkingDisabled) {

    public static QuestionKey of(DnsRequest.Question asked) {
        return new QuestionKey(asked.name(), asked.type(), asked.dnsClass(), asked.dnssecOk(), asked.header().checkingDisabled());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type;
    }
}
