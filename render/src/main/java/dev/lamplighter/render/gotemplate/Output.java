package dev.lamplighter.render.gotemplate;

/** Text that is being written, bounded in length, its cost counted. */
final class Output {

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private final Meter meter;

    Output(int most, Meter meter) {
        this.most = most;
        this.meter = meter;
    }

    /** An empty output under the same bounds. */
    Output another() {
        return new Output(most, meter);
    }

    Output add(String added) throws Fault {
        reserve(added.length());
        text.append(added);
        return this;
    }

    Output add(char added) throws Fault {
        reserve(1);
        text.append(added);
        return this;
    }

    Output add(char added, int times) throws Fault {
        if (times > 0) {
            reserve(times);
            text.repeat(added, times);
        }
        return this;
    }

    private void reserve(int length) throws Fault {
        if (length > most - text.length()) {
            throw new Fault("makes more than " + most + " characters of text");
        }
        meter.spendOnText(length);
    }

    /** How long it may become. */
    int most() {
        return most;
    }

    Meter meter() {
        return meter;
    }

    /** What was written; bytes that make a character together are joined. */
    @Override
    public String toString() {
        return GoText.joined(text.toString());
    }
}
