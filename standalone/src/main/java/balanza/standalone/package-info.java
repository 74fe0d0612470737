/** Everything in one JVM: the four services, the store they need, and a small node to try them with. */
@NullMarked
package balanza.standalone;

import org.jspecify.annotations.NullMarked;
