-- Which silos a cluster has. Every change moves the cluster's version by one: two silos that change it at once are told apart by it.
-- DeploymentId is what Orleans calls ClusterId today.
-- What names something is told apart by the values of its characters, capitals included, whatever the database's collation is.
SET XACT_ABORT ON;

IF OBJECT_ID(N'dbo.OrleansMembershipVersionTable', N'U') IS NULL
    CREATE TABLE dbo.OrleansMembershipVersionTable
    (
        DeploymentId NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        Timestamp    DATETIME2(3)  NOT NULL DEFAULT SYSUTCDATETIME(),
        Version      INT           NOT NULL DEFAULT 0,
        CONSTRAINT PK_OrleansMembershipVersionTable_DeploymentId PRIMARY KEY (DeploymentId)
    );

IF OBJECT_ID(N'dbo.OrleansMembershipTable', N'U') IS NULL
    CREATE TABLE dbo.OrleansMembershipTable
    (
        DeploymentId NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        Address      VARCHAR(45) COLLATE Latin1_General_100_BIN2 NOT NULL,
        Port         INT           NOT NULL,
        Generation   INT           NOT NULL, -- tells a silo from the one that had its address before
        SiloName     NVARCHAR(150) NOT NULL,
        HostName     NVARCHAR(150) NOT NULL,
        Status       INT           NOT NULL, -- Orleans.Runtime.SiloStatus; 3 is active
        ProxyPort    INT           NULL,     -- the gateway for clients, 0 for none
        SuspectTimes VARCHAR(8000) NULL,
        StartTime    DATETIME2(3)  NOT NULL,
        IAmAliveTime DATETIME2(3)  NOT NULL,
        -- A silo is added where the cluster's version has moved, in one transaction: a foreign key to it would say nothing more.
        CONSTRAINT PK_MembershipTable_DeploymentId PRIMARY KEY (DeploymentId, Address, Port, Generation)
    );

BEGIN TRANSACTION;

DELETE FROM dbo.OrleansQuery WHERE QueryKey IN (
    'InsertMembershipVersionKey', 'InsertMembershipKey', 'UpdateMembershipKey', 'UpdateIAmAlivetimeKey', 'MembershipReadRowKey',
    'MembershipReadAllKey', 'GatewaysQueryKey', 'DeleteMembershipTableEntriesKey', 'CleanupDefunctSiloEntriesKey');

INSERT INTO dbo.OrleansQuery (QueryKey, QueryText) VALUES
-- True for the one that made the row. The key stays locked from the look to the insert.
('InsertMembershipVersionKey', '
SET NOCOUNT ON;
INSERT INTO OrleansMembershipVersionTable (DeploymentId)
SELECT @DeploymentId
WHERE NOT EXISTS (SELECT 1 FROM OrleansMembershipVersionTable WITH (UPDLOCK, HOLDLOCK) WHERE DeploymentId = @DeploymentId);
SELECT @@ROWCOUNT;
'),
-- Adds a silo if the version is still the expected one and the silo is new. The row of the version is the lock: who comes second waits
-- for the first, sees the new version and changes nothing.
('InsertMembershipKey', '
SET NOCOUNT, XACT_ABORT ON;
DECLARE @moved INT;
BEGIN TRANSACTION;
UPDATE OrleansMembershipVersionTable SET Timestamp = SYSUTCDATETIME(), Version = Version + 1
WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
    SELECT 1 FROM OrleansMembershipTable m
    WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation);
SET @moved = @@ROWCOUNT;
IF @moved > 0
    INSERT INTO OrleansMembershipTable
        (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    VALUES (@DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime);
COMMIT TRANSACTION;
SELECT @moved;
'),
-- Changes a silo if the version is still the expected one and the silo is known.
('UpdateMembershipKey', '
SET NOCOUNT, XACT_ABORT ON;
DECLARE @moved INT;
BEGIN TRANSACTION;
UPDATE OrleansMembershipVersionTable SET Timestamp = SYSUTCDATETIME(), Version = Version + 1
WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
    SELECT 1 FROM OrleansMembershipTable m
    WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation);
SET @moved = @@ROWCOUNT;
IF @moved > 0
    UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
COMMIT TRANSACTION;
SELECT @moved;
'),
-- A sign of life changes nothing that the others must agree on, so the version stays.
('UpdateIAmAlivetimeKey', '
SET NOCOUNT ON;
UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
'),
-- The version comes even where there is no silo: the outer join gives one row with nothing but it.
('MembershipReadRowKey', '
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
       m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId;
'),
('MembershipReadAllKey', '
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
       m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId;
'),
('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
'),
('DeleteMembershipTableEntriesKey', '
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
'),
('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;
');

COMMIT TRANSACTION;
