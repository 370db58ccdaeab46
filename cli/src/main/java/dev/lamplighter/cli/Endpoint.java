package dev.lamplighter.cli;

import java.util.regex.Pattern;

/** A server's address as it is written on the command line: {@code HOST:PORT}, {@code [::1]:8081}. */
public record Endpoint(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/ ]+)):([0-9]{1,5})");

    public static Endpoint parse(String text) throws UsageException {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UsageException("\"" + text + "\" is no endpoint; write HOST:PORT, such as matchbox.example.com:8081 or [::1]:8081");
        }
        int port = Integer.parseInt(form.group(3));
        if (port < 1 || port > 65_535) {
            throw new UsageException("\"" + text + "\": a port is a number from 1 to 65535");
        }
        return new Endpoint(form.group(1) != null ? form.group(1) : form.group(2), port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
