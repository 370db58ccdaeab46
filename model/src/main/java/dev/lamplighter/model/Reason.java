package dev.lamplighter.model;

/** Why something was not done: a stable code to count and search by, and a sentence for a person. */
public record Reason(String code, String sentence) {

    @Override
    public String toString() {
        return sentence;
    }
}
