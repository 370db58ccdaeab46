/** Commands and child processes, and what is undone when the demo ends, however it ends. */
package dev.lamplighter.demo.process;
