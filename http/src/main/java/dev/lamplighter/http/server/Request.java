package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.Conditions;
import dev.lamplighter.http.service.Question;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** A request as this side needs it: the question, whether the connection may stay, who asks, and when it began on the monotonic clock. */
record Request(Question question, boolean keepAlive, String userAgent, long began) {

    static Request of(HttpRequest head) {
        HttpHeaders fields = head.headers();
        var conditions = new Conditions(field(fields, HttpHeaderNames.RANGE), field(fields, HttpHeaderNames.IF_RANGE),
                field(fields, HttpHeaderNames.IF_MATCH), field(fields, HttpHeaderNames.IF_NONE_MATCH),
                field(fields, HttpHeaderNames.IF_MODIFIED_SINCE), field(fields, HttpHeaderNames.IF_UNMODIFIED_SINCE));
        boolean modern = head.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        int hosts = fields.contains(HttpHeaderNames.HOST) ? fields.getAll(HttpHeaderNames.HOST).size() : 0;
        var question = new Question(head.method().name(), head.uri(), modern, hosts, conditions);
        return new Request(question, HttpUtil.isKeepAlive(head), field(fields, HttpHeaderNames.USER_AGENT), System.nanoTime());
    }

    boolean isHead() {
        return question.method().equals("HEAD");
    }

    private static String field(HttpHeaders fields, CharSequence name) {
        String value = fields.get(name);
        return value == null ? "" : value;
    }
}
