package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The functions beyond Go's own, with the number of arguments each takes. The value that is worked on is the last argument, so that it can come
 * out of a pipe. {@code docs/templates.md} has an example of each.
 */
enum Extended implements TemplateFunction {

    UPPER("upper", 1, 1, TextFunctions::upper), LOWER("lower", 1, 1, TextFunctions::lower), TITLE("title", 1, 1, TextFunctions::title),
    TRIM("trim", 1, 1, TextFunctions::trim), TRIM_PREFIX("trimPrefix", 2, 2, TextFunctions::trimPrefix),
    TRIM_SUFFIX("trimSuffix", 2, 2, TextFunctions::trimSuffix), REPLACE("replace", 3, 3, TextFunctions::replace),
    CONTAINS("contains", 2, 2, TextFunctions::contains), HAS_PREFIX("hasPrefix", 2, 2, TextFunctions::hasPrefix),
    HAS_SUFFIX("hasSuffix", 2, 2, TextFunctions::hasSuffix), REPEAT("repeat", 2, 2, TextFunctions::repeat),
    INDENT("indent", 2, 2, TextFunctions::indent), NINDENT("nindent", 2, 2, TextFunctions::nindent),
    SPLIT("split", 2, 2, TextFunctions::split), SPLIT_LIST("splitList", 2, 2, TextFunctions::splitList), JOIN("join", 2, 2, TextFunctions::join),
    TO_STRING("toString", 1, 1, TextFunctions::printed),

    QUOTE("quote", 1, TemplateFunction.ANY, QuotingFunctions::quote), SQUOTE("squote", 1, TemplateFunction.ANY, QuotingFunctions::squote),
    SHQUOTE("shquote", 1, TemplateFunction.ANY, QuotingFunctions::shquote), TO_JSON("toJson", 1, 1, QuotingFunctions::toJson),
    TO_PRETTY_JSON("toPrettyJson", 1, 1, QuotingFunctions::toPrettyJson), B64ENC("b64enc", 1, 1, QuotingFunctions::b64enc),
    B64DEC("b64dec", 1, 1, QuotingFunctions::b64dec), SHA256SUM("sha256sum", 1, 1, QuotingFunctions::sha256sum),

    DEFAULT("default", 2, 2, ChoiceFunctions::defaulted), COALESCE("coalesce", 1, TemplateFunction.ANY, ChoiceFunctions::coalesce),
    TERNARY("ternary", 3, 3, ChoiceFunctions::ternary), EMPTY("empty", 1, 1, ChoiceFunctions::empty), FAIL("fail", 1, 1, ChoiceFunctions::fail),

    LIST("list", 0, TemplateFunction.ANY, ListFunctions::list), FIRST("first", 1, 1, ListFunctions::first), LAST("last", 1, 1, ListFunctions::last),
    REST("rest", 1, 1, ListFunctions::rest), APPEND("append", 2, 2, ListFunctions::append), CONCAT("concat", 1, TemplateFunction.ANY, ListFunctions::concat),
    HAS("has", 2, 2, ListFunctions::has), UNIQ("uniq", 1, 1, ListFunctions::uniq), REVERSE("reverse", 1, 1, ListFunctions::reverse),
    SORT_ALPHA("sortAlpha", 1, 1, ListFunctions::sortAlpha),

    DICT("dict", 0, TemplateFunction.ANY, MapFunctions::dict), GET("get", 2, 2, MapFunctions::get), HAS_KEY("hasKey", 2, 2, MapFunctions::hasKey),
    KEYS("keys", 1, 1, MapFunctions::keys), DIG("dig", 3, TemplateFunction.ANY, MapFunctions::dig),

    INT("int", 1, 1, NumberFunctions::whole), ADD("add", 1, TemplateFunction.ANY, NumberFunctions::add), SUB("sub", 2, 2, NumberFunctions::sub),
    MUL("mul", 1, TemplateFunction.ANY, NumberFunctions::mul), DIV("div", 2, 2, NumberFunctions::div), MOD("mod", 2, 2, NumberFunctions::mod),
    MIN("min", 1, TemplateFunction.ANY, NumberFunctions::min), MAX("max", 1, TemplateFunction.ANY, NumberFunctions::max),

    CIDR_HOST("cidrHost", 2, 2, NetFunctions::cidrHost), CIDR_NETMASK("cidrNetmask", 1, 1, NetFunctions::cidrNetmask),
    CIDR_NETWORK("cidrNetwork", 1, 1, NetFunctions::cidrNetwork), CIDR_PREFIX("cidrPrefix", 1, 1, NetFunctions::cidrPrefix),
    IP_ADD("ipAdd", 2, 2, NetFunctions::ipAdd), MAC_COLON("macColon", 1, 1, NetFunctions::macColon), MAC_HYPHEN("macHyphen", 1, 1, NetFunctions::macHyphen);

    private static final Map<String, Extended> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Extended::word, Function.identity()));

    private final String word;
    private final int fewest;
    private final int most;

    /** A reference to a static method, without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Work work;

    private interface Work {
        Object on(Arguments given) throws Fault;
    }

    Extended(String word, int fewest, int most, Work work) {
        this.word = word;
        this.fewest = fewest;
        this.most = most;
        this.work = work;
    }

    static Optional<Extended> named(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    Object call(Arguments given) throws Fault {
        return work.on(given);
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public int fewest() {
        return fewest;
    }

    @Override
    public int most() {
        return most;
    }
}
