/** From what the appliance and the machine say to the stages of a boot. Pure: no process, no clock. */
package dev.lamplighter.demo.stage;
