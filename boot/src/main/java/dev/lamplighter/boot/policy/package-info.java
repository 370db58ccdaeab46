/** Which boot file a client gets, and why: the only place that decides it. */
package dev.lamplighter.boot.policy;
