-- Reminders of grains. A reminder survives the silo that set it; the silo that has its hash in its range fires it.
-- What names something is told apart by the values of its characters, capitals included, whatever the database's collation is.
SET XACT_ABORT ON;

IF OBJECT_ID(N'dbo.OrleansRemindersTable', N'U') IS NULL
BEGIN
    BEGIN TRANSACTION;
    CREATE TABLE dbo.OrleansRemindersTable
    (
        ServiceId    NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        GrainId      VARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        ReminderName NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        StartTime    DATETIME2(3)  NOT NULL,
        Period       BIGINT        NOT NULL, -- milliseconds
        GrainHash    INT           NOT NULL, -- 32 bits of a hash, taken as signed
        Version      INT           NOT NULL,
        CONSTRAINT PK_RemindersTable_ServiceId_GrainId_ReminderName PRIMARY KEY (ServiceId, GrainId, ReminderName)
    );
    -- Every silo reads the range of hashes it is responsible for every five minutes; the index alone answers it.
    CREATE INDEX IX_RemindersTable_ServiceId_GrainHash ON dbo.OrleansRemindersTable (ServiceId, GrainHash)
        INCLUDE (StartTime, Period, Version);
    COMMIT TRANSACTION;
END;

BEGIN TRANSACTION;

DELETE FROM dbo.OrleansQuery WHERE QueryKey IN (
    'UpsertReminderRowKey', 'ReadReminderRowKey', 'ReadReminderRowsKey', 'ReadRangeRows1Key', 'ReadRangeRows2Key',
    'DeleteReminderRowKey', 'DeleteReminderRowsKey');

INSERT INTO dbo.OrleansQuery (QueryKey, QueryText) VALUES
-- The key stays locked from the update that may find nothing to the insert, and to the look at the version that came of it.
('UpsertReminderRowKey', '
SET NOCOUNT, XACT_ABORT ON;
DECLARE @Version INT;
BEGIN TRANSACTION;
UPDATE OrleansRemindersTable WITH (UPDLOCK, HOLDLOCK)
SET StartTime = @StartTime, Period = @Period, GrainHash = @GrainHash, Version = Version + 1
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
IF @@ROWCOUNT = 0
    INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0);
SET @Version = (SELECT Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName);
COMMIT TRANSACTION;
SELECT @Version AS Version;
'),
('ReadReminderRowKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
'),
('ReadReminderRowsKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId;
'),
-- A range within the ring: above its begin, up to its end.
('ReadRangeRows1Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;
'),
-- A range over the ring''s seam, or the whole ring where both ends are the same.
('ReadRangeRows2Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);
'),
('DeleteReminderRowKey', '
SET NOCOUNT ON;
DELETE FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version;
SELECT @@ROWCOUNT;
'),
('DeleteReminderRowsKey', '
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;
');

COMMIT TRANSACTION;
