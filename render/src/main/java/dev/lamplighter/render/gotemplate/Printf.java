package dev.lamplighter.render.gotemplate;

import java.util.Arrays;

/** One call of {@code printf}: goes through the format, takes an operand for each verb, and notes in the text what does not fit. */
final class Printf {

    /** Go takes no larger width or precision from an operand, and no further digit after such a number. */
    private static final int LARGEST = 1_000_000;

    private static final int NOT_A_NUMBER = Integer.MIN_VALUE;

    private final String text;
    private final Object[] operands;
    private final Output out;
    private final Printer printer;
    private final Format format;
    private int at;
    private int operand;
    private boolean afterIndex;
    private boolean reordered;
    private boolean goodIndex;

    private Printf(String text, Object[] operands, Output out) {
        this.text = text;
        this.operands = operands;
        this.out = out;
        this.printer = new Printer(out);
        this.format = printer.format();
    }

    static void write(String format, Object[] operands, Output out) throws Fault {
        new Printf(format, operands, out).run();
    }

    private void run() throws Fault {
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            int end = percent < 0 ? text.length() : percent;
            out.add(text.substring(at, end));
            at = end + 1;
            if (percent >= 0) {
                directive();
            }
        }
        if (!reordered && operand < operands.length) {
            extra();
        }
    }

    private void directive() throws Fault {
        out.meter().spend(1);
        goodIndex = true;
        afterIndex = false;
        format.clear();
        flags();
        index();
        width();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            precision();
        }
        if (!afterIndex) {
            index();
        }
        if (at >= text.length()) {
            out.add("%!(NOVERB)");
            return;
        }
        int verb = text.codePointAt(at);
        at += Character.charCount(verb);
        verb(verb);
    }

    private void flags() {
        for (; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '#' -> format.sharp = true;
                case '0' -> format.zero = true;
                case '+' -> format.plus = true;
                case '-' -> format.minus = true;
                case ' ' -> format.space = true;
                default -> {
                    return;
                }
            }
        }
    }

    /** An explicit index like {@code [2]}. */
    private void index() throws Fault {
        if (at >= text.length() || text.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int close = text.indexOf(']', at);
        out.meter().spendOnText((close < 0 ? text.length() : close) - at);
        if (close < 0) {
            at++;
            goodIndex = false;
            return;
        }
        int number = number(at + 1, close);
        at = close + 1;
        afterIndex = number >= 0;
        if (number < 1 || number > operands.length) {
            goodIndex = false;
        } else {
            operand = number - 1;
        }
    }

    /** The digits from {@code from} to {@code to}, or -1 if there is something else or the number is too large. */
    private int number(int from, int to) {
        int number = from == to ? -1 : 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > LARGEST) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private void width() throws Fault {
        if (star()) {
            int width = fromOperand("%!(BADWIDTH)");
            if (width < 0 && width != NOT_A_NUMBER) {
                format.minus = true;
                format.zero = false;
            }
            format.width = width == NOT_A_NUMBER ? -1 : Math.abs(width);
            afterIndex = false;
        } else {
            format.width = digits();
            goodIndex &= !(afterIndex && format.width >= 0);
        }
    }

    private void precision() throws Fault {
        goodIndex &= !afterIndex;
        afterIndex = false;
        index();
        if (star()) {
            int precision = fromOperand("%!(BADPREC)");
            if (precision < 0 && precision != NOT_A_NUMBER) {
                out.add("%!(BADPREC)");
            }
            format.precision = Math.max(precision, -1);
            afterIndex = false;
        } else {
            format.precision = Math.max(digits(), 0);
        }
    }

    private boolean star() {
        boolean star = at < text.length() && text.charAt(at) == '*';
        at += star ? 1 : 0;
        return star;
    }

    /** Digits in the format, or -1 if there are none; a number that is too large swallows the rest of the format. */
    private int digits() {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int number = number(at, end);
        at = end > at && number < 0 ? text.length() : end;
        return number;
    }

    /** The next operand as width or precision. */
    private int fromOperand(String complaint) throws Fault {
        Object value = operand < operands.length ? operands[operand] : null;
        operand += operand < operands.length ? 1 : 0;
        long number = value instanceof Long integer ? integer : value instanceof GoByte octet ? octet.value() : Long.MAX_VALUE;
        if (number > LARGEST || number < -LARGEST) {
            out.add(complaint);
            return NOT_A_NUMBER;
        }
        return (int) number;
    }

    private void verb(int verb) throws Fault {
        if (verb == '%') {
            out.add('%');
        } else if (!goodIndex) {
            complain(verb, "(BADINDEX)");
        } else if (operand >= operands.length) {
            complain(verb, "(MISSING)");
        } else {
            if (verb == 'v' || verb == 'w') {
                format.goSyntax = format.sharp;
                format.sharp = false;
                format.plus = false;
            }
            printer.value(operands[operand++], verb);
        }
    }

    private void complain(int verb, String what) throws Fault {
        out.add("%!").add(Character.toString(GoText.isRaw(verb) ? 0xfffd : verb)).add(what);
    }

    private void extra() throws Fault {
        format.clear();
        String separator = "%!(EXTRA ";
        for (Object value : Arrays.copyOfRange(operands, operand, operands.length)) {
            out.add(separator).add(Values.type(value));
            if (value != null) {
                out.add('=');
                printer.value(value, 'v');
            }
            separator = ", ";
        }
        out.add(')');
    }
}
