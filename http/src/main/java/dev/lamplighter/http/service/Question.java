package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.Conditions;

/**
 * The head of a request. {@code target} is the request target as it came, one octet in each char. {@code hosts} counts {@code Host} fields;
 * {@code modern} is HTTP/1.1, where there must be one.
 */
public record Question(String method, String target, boolean modern, int hosts, Conditions conditions) {

    public static Question get(String target) {
        return new Question("GET", target, true, 1, Conditions.NONE);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isGetOrHead() {
        return method.equals("GET") || isHead();
    }
}
