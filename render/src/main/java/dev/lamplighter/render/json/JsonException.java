package dev.lamplighter.render.json;

import dev.lamplighter.render.Place;

/** A text is not JSON. The message says what is wrong, not where. */
public final class JsonException extends Exception {

    private final transient Place place;

    JsonException(String problem, Place place) {
        super(problem);
        this.place = place;
    }

    public Place place() {
        return place;
    }
}
