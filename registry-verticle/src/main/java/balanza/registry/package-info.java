/** The truth about users, apps, nodes and logs. Each change is one atomic update of one document in MongoDB. */
package balanza.registry;
