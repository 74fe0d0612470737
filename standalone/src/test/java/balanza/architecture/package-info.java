/** What the design says of the code as a whole, and what the documents say of it. */
package balanza.architecture;
