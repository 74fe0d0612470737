package balanza.bus;

import balanza.contract.Account;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppPage;
import balanza.contract.AppSettings;
import balanza.contract.Apps;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Credentials;
import balanza.contract.Endpoint;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.Event.BalancerAlive;
import balanza.contract.Event.CountInFlight;
import balanza.contract.Event.InFlight;
import balanza.contract.Event.MonitorAlive;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.HashOn;
import balanza.contract.LogBucket;
import balanza.contract.LogPage;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeSpec;
import balanza.contract.NodeState;
import balanza.contract.Noted;
import balanza.contract.Outcome;
import balanza.contract.PolicyName;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.GetUser;
import balanza.contract.RegistryRequest.ListApps;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.Scheme;
import balanza.contract.ServedRequest;
import balanza.contract.Stored;
import balanza.contract.Token;
import balanza.contract.Tombstone;
import balanza.contract.User;
import balanza.contract.UserId;
import balanza.records.PackWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One of each message that crosses the bus, and of each answer; {@code test/resources/wire} shows them as JSON. */
final class Examples {
    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final UserId ANN = new UserId("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d01");
    private static final AppId SHOP = new AppId("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d02");
    private static final NodeId NODE = new NodeId("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d03");
    private static final NodeId OTHER_NODE = new NodeId("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d04");
    private static final Credentials CREDENTIALS = new Credentials("ann@example.com", "correct horse");
    private static final User USER = new User(ANN, "ann@example.com");
    private static final Token TOKEN = new Token("head.claims.signature");
    private static final Endpoint ENDPOINT = new Endpoint("10.0.0.7", 8080);
    private static final NodeSpec SPEC = new NodeSpec(ENDPOINT, "/status", Scheme.HTTPS, 50);
    private static final AppSettings SETTINGS = new AppSettings(
            PolicyName.HASH,
            HashOn.of("cookie:sid"),
            true,
            new AppSettings.Retry(1, 10),
            new AppSettings.Timeouts(500, 10_000, 20_000, 60_000),
            new AppSettings.Limits(100, 400, 20, 250),
            true,
            30,
            new AppSettings.HealthCheck(2, 1_000, 1, 3, List.of("200-299", "304")));
    private static final Tombstone TOMBSTONE = new Tombstone(SHOP, "shop", 8);
    private static final App APP = new App(
            SHOP,
            "shop",
            ANN,
            AT,
            7,
            List.of(
                    new Node(NODE, ENDPOINT, "/status", NodeState.DOWN, AT, "status 503 (expected: 200)"),
                    new Node(
                            OTHER_NODE,
                            new Endpoint("::1", 8080),
                            "/",
                            NodeState.UNKNOWN,
                            AT,
                            null,
                            Scheme.HTTPS,
                            0,
                            true)),
            SETTINGS,
            "sticky-key");
    private static final ServedRequest SERVED = new ServedRequest(
            "cart/7",
            "GET",
            "10.0.0.7:8080",
            1_795_342_530_123L,
            12,
            200,
            List.of(
                    new ServedRequest.Attempt("10.0.0.8:8080", 1, Outcome.CONNECT_REFUSED),
                    new ServedRequest.Attempt("10.0.0.7:8080", 9, Outcome.ANSWERED)),
            10,
            1_024,
            "7f3a-1",
            Outcome.CLIENT_GONE);

    private static final LogBucket BUCKET = bucket();

    private Examples() {}

    static List<Record> requests() {
        return List.of(
                new SignUp(CREDENTIALS),
                new IssueToken(CREDENTIALS),
                new CloseAccount(CREDENTIALS),
                new WhoIs(TOKEN),
                new CheckAuth(),
                new RegisterUser("ann@example.com", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"),
                new FindUser("ann@example.com"),
                new GetUser(ANN),
                new DeleteUser(ANN),
                new CreateApp(ANN, "shop", SPEC),
                new RemoveApp(ANN, "shop"),
                new AddNode(ANN, "shop", SPEC),
                new RemoveNode(ANN, "shop", ENDPOINT),
                new ConfigureApp(ANN, "shop", SETTINGS, 7),
                new ConfigureNode(ANN, "shop", ENDPOINT, "/health", 50, true, 7L),
                new ListApps(ANN),
                new GetApp(ANN, "shop"),
                new ReadApps(AT, "shop"),
                new ReportHealth(SHOP, "shop", NODE, NodeState.DOWN, "status 503 (expected: 200)"),
                new StoreBuckets(List.of(BUCKET)),
                new ReadLogs(ANN, "shop", "cursor", 1_000, true),
                new CheckRegistry(),
                new CheckMonitor());
    }

    static List<Record> events() {
        return List.of(
                new NodeDown(SHOP, "shop", NODE, "status 503 (expected: 200)", AT, Duration.ofSeconds(10)),
                new NodeUp(SHOP, "shop", NODE, AT),
                new AppChanged(APP),
                new AppRemoved(TOMBSTONE),
                new MonitorAlive("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d05"),
                new BalancerAlive("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d06"),
                new CountInFlight("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d07", APP, NODE),
                new InFlight("5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d07", "5f0c6e2a-0d0b-4b7e-9a57-0f3f3b1c2d06", 3));
    }

    static List<Record> answers() {
        return List.of(
                USER,
                TOKEN,
                new Present(),
                new Account(USER, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", 3),
                APP,
                TOMBSTONE,
                new Apps(List.of(APP)),
                new AppPage(List.of(APP), List.of(TOMBSTONE), "shop", AT),
                new Noted(true),
                new Stored(999, 1),
                new LogPage(List.of(SERVED), "cursor"));
    }

    private static LogBucket bucket() {
        PackWriter pack = new PackWriter();
        pack.add(SERVED);
        return pack.bucket(SHOP, "b1", 1_795_342_531L, 0);
    }
}
