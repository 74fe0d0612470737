/** What is asked of every proxy, by wrk. */
@NullMarked
package balanza.bench.load;

import org.jspecify.annotations.NullMarked;
