package dev.lamplighter.model;

/** An address to listen on as the operator wrote it: {@code host:port}; an empty host means every address, {@code [::1]:80} is IPv6. */
public record HostPort(String host, int port) {

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
