/** The bench: the same load on one proxy after the other, in rounds, and a table of what it cost. */
@NullMarked
package balanza.bench;

import org.jspecify.annotations.NullMarked;
