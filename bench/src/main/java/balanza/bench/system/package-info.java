/** Processes of the bench, and what the system tells of them. Linux only: figures come from {@code /proc}. */
@NullMarked
package balanza.bench.system;

import org.jspecify.annotations.NullMarked;
