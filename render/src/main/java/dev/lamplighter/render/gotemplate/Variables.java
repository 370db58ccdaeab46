package dev.lamplighter.render.gotemplate;

import java.util.Arrays;

/** The variables of the templates that are running, innermost last. A template sees only its own. */
final class Variables {

    private final Meter meter;
    private String[] names = new String[16];
    private Object[] values = new Object[16];
    private int size;
    private int base;

    Variables(Meter meter) {
        this.meter = meter;
    }

    void push(String name, Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    Object get(String name) throws Fault {
        return values[find(name)];
    }

    void set(String name, Object value) throws Fault {
        values[find(name)] = value;
    }

    private int find(String name) throws Fault {
        for (int i = size - 1; i >= base; i--) {
            if (names[i].equals(name)) {
                meter.spendOnText(size - i);
                return i;
            }
        }
        throw new Fault("undefined variable: " + name);
    }

    /** Changes the variable that was pushed as the last but {@code back}. */
    void setFromTop(int back, Object value) {
        values[size - 1 - back] = value;
    }

    int mark() {
        return size;
    }

    /** Forgets what was pushed since {@link #mark}. */
    void release(int mark) {
        Arrays.fill(values, mark, size, null);
        size = mark;
    }

    /** Hides all variables; returns what {@link #reveal} needs to show them again. */
    int hide() {
        int before = base;
        base = size;
        return before;
    }

    void reveal(int hidden) {
        release(base);
        base = hidden;
    }
}
