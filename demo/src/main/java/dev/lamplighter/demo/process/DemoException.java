package dev.lamplighter.demo.process;

/** The demo cannot go on. The message says what happened, {@link #remedy} what to do next; both are sentences for a person. */
public final class DemoException extends Exception {

    private static final long serialVersionUID = 1;

    private final String remedy;

    public DemoException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public DemoException(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
