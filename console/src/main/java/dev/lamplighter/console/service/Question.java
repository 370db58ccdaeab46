package dev.lamplighter.console.service;

import java.util.Map;

/** A request: {@code path} without the query, whose values are {@code query}; {@code body} is empty where there is none. */
public record Question(String method, String path, Map<String, String> query, String body) {

    public Question {
        query = Map.copyOf(query);
    }

    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The value of {@code name} in the query; empty where it is not there. */
    String value(String name) {
        return query.getOrDefault(name, "");
    }
}
