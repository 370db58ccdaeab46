package dev.lamplighter.render.gotemplate;

import java.util.function.LongBinaryOperator;

/** Extended functions on whole numbers. A result that does not fit 64 bits is an error, as is a division by zero. */
final class NumberFunctions {

    private NumberFunctions() {}

    /** The whole part of a number, which then prints all its digits. */
    static Object whole(Arguments given) throws Fault {
        return given.whole(0);
    }

    static Object add(Arguments given) throws Fault {
        return all(given, Math::addExact);
    }

    static Object sub(Arguments given) throws Fault {
        return all(given, Math::subtractExact);
    }

    static Object mul(Arguments given) throws Fault {
        return all(given, Math::multiplyExact);
    }

    /** {@code div 7 2} is 3, {@code div -7 2} is -3. */
    static Object div(Arguments given) throws Fault {
        return all(given, Math::divideExact);
    }

    static Object mod(Arguments given) throws Fault {
        return all(given, (left, right) -> left % right);
    }

    static Object min(Arguments given) throws Fault {
        return all(given, Math::min);
    }

    static Object max(Arguments given) throws Fault {
        return all(given, Math::max);
    }

    private static Object all(Arguments given, LongBinaryOperator operator) throws Fault {
        try {
            long result = given.whole(0);
            for (int i = 1; i < given.count(); i++) {
                result = operator.applyAsLong(result, given.whole(i));
            }
            return result;
        } catch (ArithmeticException impossible) {
            throw given.fault(impossible.getMessage());
        }
    }
}
