package dev.lamplighter.render.gotemplate;

import java.util.Arrays;

/** Calls the functions of a template with evaluated arguments. */
final class Functions {

    /** Texts that extended functions make on the way may be kept in lists, so all of them together are bounded, at this many outputs. */
    private static final int OUTPUTS_ON_THE_WAY = 8;

    private final Output blank;
    private final Meter meter;
    private long madeOnTheWay;

    /**
     * @param blank an empty output under the bounds that every text made on the way has
     */
    Functions(Output blank) {
        this.blank = blank;
        this.meter = blank.meter();
    }

    Object call(TemplateFunction function, Object[] arguments) throws Fault {
        return switch (function) {
            case Builtin builtin -> call(builtin, arguments);
            case Extended extended -> call(extended, arguments);
        };
    }

    private Object call(Extended function, Object[] arguments) throws Fault {
        Object result = function.call(new Arguments(function.word(), arguments, blank));
        if (result instanceof String text) {
            madeOnTheWay += text.length();
            if (madeOnTheWay > (long) OUTPUTS_ON_THE_WAY * blank.most()) {
                throw new Fault("makes more than " + (long) OUTPUTS_ON_THE_WAY * blank.most() + " characters of text on the way");
            }
        }
        return result;
    }

    private Object call(Builtin function, Object[] arguments) throws Fault {
        return switch (function) {
            case AND, OR -> throw new IllegalStateException("and and or are steps of the program");
            case NOT -> !Values.truth(arguments[0]);
            case LEN -> Indexing.length(arguments[0], meter);
            case INDEX -> Indexing.index(arguments, meter);
            case SLICE -> Indexing.slice(arguments, meter);
            case CALL -> throw new Fault("error calling call: " + Values.type(arguments[0]) + " is no function");
            case HTML -> text(out -> Escaping.html(plain(arguments), out));
            case JS -> text(out -> Escaping.js(plain(arguments), out));
            case URLQUERY -> text(out -> Escaping.urlQuery(plain(arguments), out));
            case PRINT -> text(out -> new Printer(out).print(arguments));
            case PRINTLN -> text(out -> new Printer(out).println(arguments));
            case PRINTF -> text(out -> Printf.write(format(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length), out));
            case EQ -> Comparison.equalsAny(arguments, meter);
            case NE -> !Comparison.equalsAny(arguments, meter);
            case LT -> Comparison.less(arguments[0], arguments[1], meter);
            case LE -> Comparison.lessOrEqual(arguments[0], arguments[1], meter);
            case GT -> !Comparison.lessOrEqual(arguments[0], arguments[1], meter);
            case GE -> !Comparison.less(arguments[0], arguments[1], meter);
        };
    }

    private interface Writing {
        void to(Output out) throws Fault;
    }

    private String text(Writing writing) throws Fault {
        Output out = blank.another();
        writing.to(out);
        return out.toString();
    }

    private String plain(Object[] arguments) throws Fault {
        String text = Escaping.text(arguments, blank.another());
        meter.spendOnText(text.length());
        return text;
    }

    private static String format(Object value) throws Fault {
        if (value instanceof String format) {
            return format;
        }
        throw new Fault("printf: expected string; found " + Values.type(value));
    }
}
