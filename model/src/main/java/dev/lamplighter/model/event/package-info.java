/** Every question and every answer as a fact: what the log line, the demo, the timeline and the metrics are made of. */
package dev.lamplighter.model.event;
