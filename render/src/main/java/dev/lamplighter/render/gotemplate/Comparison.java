package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Values.Kind;

/** {@code eq}, {@code lt} and their kin: values of one basic kind compare, whole numbers whatever their type. */
final class Comparison {

    private static final String INCOMPATIBLE = "incompatible types for comparison: ";

    private Comparison() {}

    /** Whether the first of {@code arguments} equals any of the others. */
    static boolean equalsAny(Object[] arguments, Meter meter) throws Fault {
        if (arguments.length == 1) {
            throw new Fault("missing argument for comparison");
        }
        for (int i = 1; i < arguments.length; i++) {
            if (equal(arguments[0], arguments[i], meter)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Object left, Object right, Meter meter) throws Fault {
        Kind kind = Values.kind(left);
        Kind other = Values.kind(right);
        if (kind == Kind.NIL || other == Kind.NIL) {
            return kind == other;
        }
        if (isWhole(kind) && isWhole(other)) {
            return whole(left) == whole(right);
        }
        if (isCollection(kind) && isCollection(other)) {
            throw new Fault("non-comparable type " + Values.type(left) + ", " + Values.type(right));
        }
        if (kind != other) {
            throw new Fault(INCOMPATIBLE + Values.type(left) + " and " + Values.type(right));
        }
        if (left instanceof String text) {
            meter.spendOnText(text.length());
        }
        return switch (left) {
            case Double number -> number.doubleValue() == (Double) right;
            case Complex number -> number.real() == ((Complex) right).real() && number.imaginary() == ((Complex) right).imaginary();
            default -> left.equals(right);
        };
    }

    static boolean less(Object left, Object right, Meter meter) throws Fault {
        Kind kind = Values.kind(left);
        Kind other = Values.kind(right);
        if (isCollection(kind) || isCollection(other) || kind == Kind.NIL || other == Kind.NIL) {
            throw new Fault("invalid type for comparison");
        }
        if (isWhole(kind) && isWhole(other)) {
            return whole(left) < whole(right);
        }
        if (kind != other) {
            throw new Fault(INCOMPATIBLE + Values.type(left) + " and " + Values.type(right));
        }
        if (left instanceof Double number) {
            return number < (Double) right;
        }
        if (left instanceof String text) {
            meter.spendOnText(text.length());
            return GoText.compare(text, (String) right) < 0;
        }
        throw new Fault("invalid type for comparison");
    }

    static boolean lessOrEqual(Object left, Object right, Meter meter) throws Fault {
        return less(left, right, meter) || equal(left, right, meter);
    }

    private static boolean isWhole(Kind kind) {
        return kind == Kind.INT || kind == Kind.BYTE;
    }

    private static boolean isCollection(Kind kind) {
        return kind == Kind.LIST || kind == Kind.MAP || kind == Kind.STRING_MAP;
    }

    private static long whole(Object value) {
        return value instanceof GoByte octet ? octet.value() : (Long) value;
    }
}
