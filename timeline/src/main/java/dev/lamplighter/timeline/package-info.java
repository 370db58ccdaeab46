/** Events in, boots and diagnoses out: which machine is at which stage of its boot, and why it stopped. Pure: no clock, no thread, no file. */
package dev.lamplighter.timeline;
